import { uuidv7 } from '@trunkline/kit';
import type { Tx } from '../../platform/db/index.ts';
import { actorId, type Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { requireOpenSubscriber } from '../subscribers/index.ts';
import { mostBoostsADay, type Boost } from './boost.ts';
import { boostsSince, insertBoost } from './boost-store.ts';
import { speedErrors } from './errors.ts';
import type { SpeedDeps } from './speed-deps.ts';

export interface GrantBoostInput {
  subscriberId: string;
  downloadBps: number;
  uploadBps: number;
  minutes: number;
  reason: string | null;
}

/** Gives a subscriber another speed from now on. 409 with the reason where it would not make anything faster. */
export function grantBoost(deps: SpeedDeps, actor: Actor, input: GrantBoostInput): Promise<Boost> {
  const { tenantId } = actor;
  const { subscriberId, minutes, reason, ...rates } = input;
  const startsAt = new Date(deps.clock.now());
  const endsAt = new Date(startsAt.getTime() + minutes * msPerMinute);
  return deps.database.inTenant(tenantId, async (tx) => {
    const subscriber = await requireOpenSubscriber(tx, { tenantId, id: subscriberId });
    await requireRoom(tx, { tenantId, subscriberId, now: startsAt });
    const question = { tenantId, subscriberId, rates, fromMs: startsAt.getTime(), untilMs: endsAt.getTime() };
    const verdict = await deps.judgeBoost(tx, question);
    if (!verdict.helps) {
      throw speedErrors.boostWithoutEffect({
        message: `The boost would change nothing. ${verdict.because}.`,
        details: [{ field: 'downloadBps', message: verdict.because }],
      });
    }
    const boost = await insertBoost(tx, {
      tenantId,
      id: uuidv7(deps.clock, deps.random),
      subscriberId,
      downloadBps: BigInt(rates.downloadBps),
      uploadBps: BigInt(rates.uploadBps),
      startsAt,
      endsAt,
      reason,
      grantedBy: actorId(actor),
      grantedByName: actor.name,
    });
    await recordAudit(tx, actor, {
      action: 'boost.granted',
      subjectKind: 'subscriber',
      subjectId: subscriberId,
      subjectName: subscriber.username,
      before: null,
      after: { boostId: boost.id, ...rates, minutes, reason },
    });
    return boost;
  });
}

const msPerMinute = 60_000;
const dayMs = 86_400_000;

/** The subscriber's row is locked, so that two at once do not both find room. */
async function requireRoom(
  tx: Tx,
  { tenantId, subscriberId, now }: { tenantId: string; subscriberId: string; now: Date },
): Promise<void> {
  const since = new Date(now.getTime() - dayMs);
  const recent = await boostsSince(tx, { tenantId, subscriberId, since });
  const running = recent.find(({ endsAt }) => endsAt > now);
  if (running) {
    const message = `another runs until ${running.endsAt.toISOString()}`;
    throw speedErrors.boostRuns({ details: [{ field: 'minutes', message }] });
  }
  if (recent.length >= mostBoostsADay) throw speedErrors.tooManyBoosts();
}
