import type { Clock } from '@trunkline/kit';
import type { Database } from '../../../platform/db/index.ts';
import type { FailedWay } from '../turn/choose-rung.ts';
import { readClaims, writeVerdicts, type Claim, type JudgedClaim } from './claim-store.ts';
import { differencesOf, withBrought } from '../terms/enforced-terms.ts';
import { judgeByInterim, judgeEndByInterim, shortestWindowMs } from './judge-confirmation.ts';
import { nextState } from '../terms/terms-state.ts';
import type { TurnDeps } from '../turn/turn.ts';

/** Claims looked at in one go. */
const maxClaims = 500;

/** Judges what routers claim by what accounting has said since; answers how many claims it looked at. */
export async function judgeClaims(deps: {
  database: Database;
  clock: Clock;
  onThrottled?: TurnDeps['onThrottled'];
}): Promise<number> {
  const { database, clock, onThrottled } = deps;
  const claims = await database.acrossTenants((tx) =>
    readClaims(tx, { windowMs: shortestWindowMs, limit: maxClaims }),
  );
  const judged = claims.flatMap((claim) => judge(claim, clock.now()));
  if (judged.length === 0) return claims.length;
  const written = await database.acrossTenants((tx) => writeVerdicts(tx, judged));
  for (const { claim, confirmedBy, atMs } of judged) {
    const { newsAt, rung, sessionId } = claim;
    if (confirmedBy && newsAt && written.has(sessionId))
      onThrottled?.(rung, (atMs - newsAt.getTime()) / 1000);
  }
  return claims.length;
}

type JudgedWithNews = JudgedClaim & { readonly claim: Claim };

function judge(claim: Claim, atMs: number): JudgedWithNews[] {
  const verdict =
    claim.desired === null || claim.rung === 'disconnect' ? judgeEndByInterim(claim) : judgeRates(claim);
  if (verdict === 'wait') return [];
  if (verdict === 'no_effect') {
    const failedRungs = [...new Set([...claim.failedRungs, failedWayOf(claim)])];
    const state = nextState('claimed', 'no_effect');
    return [{ claim, state, confirmedBy: null, failedRungs, applied: null, atMs }];
  }
  const applied = withBrought(claim.applied, { desired: claim.desired!, brought: claim.claimBrings });
  const isWhole = differencesOf(applied, claim.desired).length === 0;
  const state = isWhole ? nextState('claimed', 'confirmed') : 'pending';
  const failedRungs = isWhole ? [] : claim.failedRungs;
  return [{ claim, state, confirmedBy: 'interim', failedRungs, applied, atMs }];
}

/** A session that goes on although its router was asked to end it can still be ended over the API. */
function failedWayOf({ rung, failedRungs }: Claim): FailedWay {
  if (rung !== 'disconnect') return rung;
  return failedRungs.includes('disconnect_request') ? 'disconnect' : 'disconnect_request';
}

function judgeRates(claim: Claim): 'confirmed' | 'no_effect' | 'wait' {
  if (!claim.claimBrings.includes('rates')) return 'confirmed';
  return judgeByInterim({
    wanted: claim.desired!,
    before: claim.applied,
    claimedAtMs: claim.claimedAtMs,
    base: {
      atMs: claim.claimSeenAtMs,
      downloadBytes: Number(claim.claimDownloadBytes),
      uploadBytes: Number(claim.claimUploadBytes),
    },
    latest: {
      atMs: claim.lastSeenAtMs,
      downloadBytes: Number(claim.downloadBytes),
      uploadBytes: Number(claim.uploadBytes),
    },
  });
}
