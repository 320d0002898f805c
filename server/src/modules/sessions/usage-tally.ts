import { CivilZone } from '../policy/index.ts';
import type { Usage } from './apply-accounting.ts';
import type { Correction, FoldNas, UsageDay } from './fold-store.ts';
import type { Session } from './session.ts';
import type { UsageDelta } from './usage-delta.ts';

/** Adds up what the batch counts, by subscriber and civil day of the tenant. */
export class UsageTally {
  readonly corrections: Correction[] = [];
  /** What was added, one by one. */
  readonly deltas: UsageDelta[] = [];
  readonly #nas: Map<string, FoldNas>;
  readonly #days = new Map<string, UsageDay>();

  constructor(nas: Map<string, FoldNas>) {
    this.#nas = nas;
  }

  /** `fromMs`: when the time began in which this was used. */
  add(session: Session, { fromMs, atMs }: { fromMs: number; atMs: number }, usage: Usage): void {
    const { tenantId, subscriberId, nasId } = session;
    const { uploadBytes, downloadBytes, sessionTimeS } = usage;
    if (subscriberId === null) return;
    const isNothing = uploadBytes === 0n && downloadBytes === 0n && sessionTimeS === 0n;
    if (isNothing) return;
    const { timeZone } = this.#nas.get(nasId)!;
    const day = civilDay(timeZone, atMs);
    this.deltas.push({
      tenantId,
      subscriberId,
      sessionId: session.id,
      timeZone,
      fromMs: Math.min(fromMs, atMs),
      atMs,
      uploadBytes,
      downloadBytes,
      sessionTimeS,
    });
    const key = `${tenantId} ${subscriberId} ${day}`;
    const known = this.#days.get(key);
    this.#days.set(key, {
      tenantId,
      subscriberId,
      day,
      uploadBytes: (known?.uploadBytes ?? 0n) + uploadBytes,
      downloadBytes: (known?.downloadBytes ?? 0n) + downloadBytes,
      sessionTimeS: (known?.sessionTimeS ?? 0n) + sessionTimeS,
    });
  }

  /** Traffic of a session in the history: a row of its own, and the subscriber's usage all the same. */
  correct({ id, session, atMs, usage }: { id: string; session: Session; atMs: number; usage: Usage }): void {
    const isNothing = usage.uploadBytes === 0n && usage.downloadBytes === 0n && usage.sessionTimeS === 0n;
    if (isNothing) return;
    this.corrections.push({ tenantId: session.tenantId, id, sessionId: session.id, atMs, ...usage });
    this.add(session, { fromMs: atMs, atMs }, usage);
  }

  days(): UsageDay[] {
    return [...this.#days.values()];
  }
}

/** Zones in use; there are some six hundred in the world. */
const zones = new Map<string, CivilZone>();

/** The date in the zone at that instant, as YYYY-MM-DD. */
function civilDay(timeZone: string, atMs: number): string {
  let zone = zones.get(timeZone);
  if (!zone) zones.set(timeZone, (zone = new CivilZone(timeZone)));
  return new Date(atMs + zone.spanAt(atMs).offsetMs).toISOString().slice(0, 10);
}
