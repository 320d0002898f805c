import { SharedSecret } from '@trunkline/radius';
import {
  findRouterAccess,
  nasSecretBinding,
  openRouterAccess,
  type EnforcementRung,
} from '../../nas/index.ts';
import { chooseWork, type ChosenWork, type WorkChoice } from './choose-work.ts';
import { clearEnded } from './clear-ended.ts';
import { exhausted, inStep, putOff } from './outcome-of.ts';
import { writeOutcomes, type Outcome } from './outcome-store.ts';
import type { NasMemory, Turn, TurnDeps, TryRung } from './turn.ts';
import { tryApi } from './try-api.ts';
import { tryCoa } from './try-coa.ts';
import { tryDisconnect } from './try-disconnect.ts';
import {
  endTurn,
  holdTurn,
  postponeWork,
  readTurnNas,
  takeWork,
  type NasKey,
  type Work,
} from './turn-store.ts';

/** Sessions of one round. */
const roundSessions = 256;
/** What is not sent by then waits for the next round: tries and what follows them end before the turn does. */
const roundMs = 60_000;
/** For so long a turn is held without a sign of life, and work taken stays with who took it. */
const heldSeconds = 120;
/** Rounds of one turn; what is left is another turn's, after other NAS had theirs. */
const maxRounds = 64;

const tryRung: Record<EnforcementRung, TryRung> = { coa: tryCoa, api: tryApi, disconnect: tryDisconnect };

/**
 * One worker's turn at one NAS: round by round it brings what is wanted of the sessions there, until nothing is left
 * that can be tried now. Another worker that has the turn keeps it; two never ask the same router at once.
 */
export async function takeTurn(
  deps: TurnDeps,
  { key, worker, memory, signal }: { key: NasKey; worker: string; memory: NasMemory; signal: AbortSignal },
): Promise<void> {
  const { database } = deps;
  const hold = () => database.acrossTenants((tx) => holdTurn(tx, { ...key, worker, seconds: heldSeconds }));
  if (!(await hold())) return;
  try {
    const turn = await openTurn(deps, { key, memory, signal });
    if (!turn) return;
    for (let round = 0; round < maxRounds && !signal.aborted; round++) {
      if (round > 0 && !(await hold())) return;
      const ofRound = AbortSignal.any([signal, AbortSignal.timeout(roundMs)]);
      if ((await workRound({ ...turn, signal: ofRound })) === 0) break;
    }
  } finally {
    await database.acrossTenants((tx) => endTurn(tx, { nasId: key.nasId, worker }));
  }
}

/** A NAS that is disabled or gone is left alone, and its work put off. */
async function openTurn(
  deps: TurnDeps,
  { key, memory, signal }: { key: NasKey; memory: NasMemory; signal: AbortSignal },
): Promise<Turn | undefined> {
  const { tenantId, nasId } = key;
  const found = await deps.database.inTenant(tenantId, async (tx) => ({
    nas: await readTurnNas(tx, key),
    access: await findRouterAccess(tx, { tenantId, id: nasId }),
  }));
  const { nas, access: row } = found;
  if (!nas) {
    const nowMs = deps.clock.now();
    await deps.database.inTenant(tenantId, (tx) =>
      postponeWork(tx, { ...key, nowMs, untilMs: nowMs + disabledRetryMs }),
    );
    return undefined;
  }
  const access = row && openRouterAccess(deps.sealer, row);
  const secret = new SharedSecret(
    deps.sealer.open(nas.secretSealed, nasSecretBinding({ tenantId, id: nasId })),
  );
  return { deps, nas, secret, router: access && { tenantId, nasId, access }, memory, signal };
}

const disabledRetryMs = 60_000;

/** Answers how many sessions were at hand. */
async function workRound(turn: Turn): Promise<number> {
  const { database, clock } = turn.deps;
  const { tenantId, nasId } = turn.nas;
  const works = await database.inTenant(tenantId, (tx) =>
    takeWork(tx, { tenantId, nasId, nowMs: clock.now(), holdMs: heldSeconds * 1000, limit: roundSessions }),
  );
  const ended = works.filter(({ state }) => state === 'ended');
  if (ended.length > 0) await clearEnded(turn, ended);
  const open = works.filter(({ state }) => state !== 'ended');
  await bring(turn, open);
  return works.length;
}

async function bring(turn: Turn, works: readonly Work[]): Promise<void> {
  const choices = works.map((work) => chooseWork(turn, work));
  await write(
    turn,
    choices.flatMap((choice) => withoutTry(turn, choice)),
  );
  for (const rung of ['coa', 'api', 'disconnect'] as const) {
    const chosen = choices.filter((choice) => choice.kind === 'rung' && choice.rung === rung) as ChosenWork[];
    if (chosen.length > 0) await write(turn, await tryRung[rung](turn, chosen));
  }
}

function withoutTry(turn: Turn, choice: WorkChoice): Outcome[] {
  switch (choice.kind) {
    case 'rung':
      return [];
    case 'nothing_to_do':
      return [inStep(choice.work)];
    case 'wait':
      return [putOff(choice.work, choice)];
    case 'exhausted':
    default:
      return [exhausted(turn, choice)];
  }
}

async function write(turn: Turn, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  const { database, clock, onStep, onThrottled } = turn.deps;
  await database.inTenant(turn.nas.tenantId, (tx) => writeOutcomes(tx, outcomes, { nowMs: clock.now() }));
  for (const { step, newsAt } of outcomes) {
    if (!step) continue;
    onStep?.(step.rung, step.outcome);
    if (newsAt && step.confirmed) onThrottled?.(step.rung, (step.confirmed.atMs - newsAt.getTime()) / 1000);
  }
}
