import { LineBusy, LineAway, type LineClient } from '../../../platform/line/index.ts';
import { hotspotErrors } from '../errors.ts';
import { decodeAnswer, type RadiusAnswer } from './radius-answer.ts';
import { encodeQuestion, type RadiusQuestion } from './radius-question.ts';

/** Of one NAS at one time, so that a portal that floods waits for itself alone. */
const maxOfNas = 64;
const retrySeconds = 1;

/** Where the api role asks the radius role, which alone decides logins and keeps reports. */
export class RadiusDesk {
  readonly #line: Pick<LineClient, 'ask'>;
  readonly #asking = new Map<string, number>();

  constructor(line: Pick<LineClient, 'ask'>) {
    this.#line = line;
  }

  /** Throws `hotspot.radius_away` (503) where nobody answers, and `hotspot.too_many` (429). */
  async ask(question: RadiusQuestion): Promise<RadiusAnswer> {
    const { nasId } = question;
    const asking = this.#asking.get(nasId) ?? 0;
    if (asking >= maxOfNas) throw hotspotErrors.tooMany({ retryAfterSeconds: retrySeconds });
    this.#asking.set(nasId, asking + 1);
    try {
      return decodeAnswer(await this.#line.ask(encodeQuestion(question)));
    } catch (cause) {
      if (cause instanceof LineBusy) throw hotspotErrors.tooMany({ retryAfterSeconds: retrySeconds, cause });
      if (cause instanceof LineAway)
        throw hotspotErrors.radiusAway({ retryAfterSeconds: retrySeconds, cause });
      throw cause;
    } finally {
      this.#leave(nasId);
    }
  }

  #leave(nasId: string): void {
    const left = this.#asking.get(nasId)! - 1;
    if (left === 0) this.#asking.delete(nasId);
    else this.#asking.set(nasId, left);
  }
}
