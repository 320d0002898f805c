import { BoundedQueue, type Clock, type Random } from '@trunkline/kit';
import { decodePacket, type RadiusRequest } from '@trunkline/radius';
import { answerSilently, type SilentAnswer, type SilentDeps, type SnapshotNas } from '../../aaa/index.ts';
import type { KeptAnswer, ShadowNotes } from '../notes/shadow-notes.ts';
import { compareAnswers } from './compare-answers.ts';
import { readAnswer, type ReadAnswer, type ReplyToRead } from './read-answer.ts';

/** Pairs that wait for their turn: some kilobytes each. Beyond, logins are counted as not compared. */
const maxWaiting = 4_096;
/** Packets come first: so long at a time, then whatever the network brought. */
const sliceMs = 3;

/** Our answer to a login, made when it came. */
export interface OurAnswer {
  readonly request: RadiusRequest<SnapshotNas>;
  readonly answer: SilentAnswer;
  /** Monotonic. */
  readonly judgedAtMs: number;
}

interface Pair {
  readonly ours: OurAnswer;
  readonly theirs: ReplyToRead;
  /** How much later theirs came. */
  readonly waitedS: number;
}

export interface ComparisonsOptions extends SilentDeps {
  readonly random: Random;
  readonly clock: Clock;
  readonly notes: ShadowNotes;
  /** A pair that could not be compared: a fault of ours. */
  readonly onFault: (error: unknown) => void;
}

/** Puts our answers beside theirs, behind the answers to routers and a little at a time. */
export class Comparisons {
  readonly #options: ComparisonsOptions;
  readonly #waiting = new BoundedQueue<Pair>(maxWaiting);
  #isDraining = false;
  compared = 0;

  constructor(options: ComparisonsOptions) {
    this.#options = options;
  }

  /** What would be answered here now, without effect; undefined: nothing, or nothing that can be compared. */
  judge(request: RadiusRequest<SnapshotNas>): OurAnswer | undefined {
    try {
      const answer = answerSilently(this.#options, request);
      return answer && { request, answer, judgedAtMs: this.#options.clock.monotonic() };
    } catch (error) {
      this.#options.onFault(error);
      return undefined;
    }
  }

  /** Takes a pair of answers to the same login, to be compared soon. */
  add(ours: OurAnswer, theirs: ReplyToRead): void {
    const waitedS = Math.ceil((this.#options.clock.monotonic() - ours.judgedAtMs) / 1_000);
    if (!this.#waiting.push({ ours, theirs, waitedS })) {
      const { client, receivedAtMs } = ours.request;
      this.#options.notes.count(client.data.tenant.id, 'notCompared', receivedAtMs);
      return;
    }
    if (this.#isDraining) return;
    this.#isDraining = true;
    setImmediate(this.#drain);
  }

  readonly #drain = (): void => {
    const endMs = this.#options.clock.monotonic() + sliceMs;
    do {
      const pair = this.#waiting.shift();
      if (pair) this.#compareSafely(pair);
    } while (this.#waiting.length > 0 && this.#options.clock.monotonic() < endMs);
    this.#isDraining = this.#waiting.length > 0;
    if (this.#isDraining) setImmediate(this.#drain);
  };

  #compareSafely(pair: Pair): void {
    try {
      this.#compare(pair);
      this.compared++;
    } catch (error) {
      const { client, receivedAtMs } = pair.ours.request;
      this.#options.notes.count(client.data.tenant.id, 'notCompared', receivedAtMs);
      this.#options.onFault(error);
    }
  }

  #compare({ ours: { request, answer }, theirs, waitedS }: Pair): void {
    const { notes, random } = this.#options;
    const here = readAnswer(encodedReply(request, answer, random));
    const there = readAnswer(theirs);
    const { reason, explain, subscriberId, username } = answer;
    const differences = compareAnswers(here, there, { cause: { reason, explain }, waitedS });
    const { id: nasId, tenant } = request.client.data;
    const atMs = request.receivedAtMs;
    notes.count(tenant.id, 'logins', atMs);
    if (differences.some(({ isMild }) => !isMild)) notes.count(tenant.id, 'disagreeing', atMs);
    else if (differences.length > 0) notes.count(tenant.id, 'mild', atMs);
    const who = { tenantId: tenant.id, subscriberId, username, nasId };
    const seen = { firstAtMs: atMs, lastAtMs: atMs, count: 1 };
    const answers = { ours: kept(here, reason), theirs: kept(there, null) };
    for (const found of differences) notes.note({ ...found, ...who, ...seen, ...answers });
  }
}

/** As it would leave: what the encoder leaves out or cuts is compared as the router would see it. */
function encodedReply(
  { packet: request, client: { secret } }: RadiusRequest<SnapshotNas>,
  { reply }: SilentAnswer,
  random: Random,
): ReplyToRead {
  const decoded = decodePacket(reply.encodeReply({ request, secret, messageAuthenticator: false, random }));
  if (!decoded.ok) throw new Error(`our own reply is malformed: ${decoded.fault}`);
  return { packet: decoded.packet, secret, requestAuthenticator: request.authenticator };
}

function kept({ decision, attributes }: ReadAnswer, reason: string | null): KeptAnswer {
  return { decision, reason, attributes };
}
