import { CatalogueError } from '../../platform/errors.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { checkSecondFactor, openSecret, sealSecret } from './check-second-factor.ts';
import { staffErrors } from './errors.ts';
import { findMember } from './membership-store.ts';
import {
  describeSecret,
  findStep,
  generateRecoveryCodes,
  generateSecret,
  hashRecoveryCode,
  withoutSpaces,
} from './one-time-code.ts';
import { requireOwnPassword } from './own-password.ts';
import { lockSignIns } from './person-store.ts';
import { refuseSecondFactor } from './refuse-second-factor.ts';
import {
  deleteSecondFactor,
  findSecondFactor,
  offerSecondFactor,
  updateSecondFactor,
} from './second-factor-store.ts';
import { revokeSessionsEverywhere } from './session-store.ts';
import type { StaffDeps } from './staff-deps.ts';

type Person = Actor & { personId: string };

/** Begins an enrolment: a secret for the person's app, shown this once. It counts when a code has proved it. */
export async function enrolSecondFactor(
  deps: StaffDeps,
  actor: Person,
  { password }: { password: string },
): Promise<{ key: string; uri: string }> {
  const { tenantId, personId } = actor;
  const { email } = await requireOwnPassword(deps, actor, password);
  const secret = generateSecret(deps.random);
  const secretSealed = sealSecret(deps.sealer, personId, secret);
  await deps.database.inTenant(tenantId, async (tx) => {
    if (!(await offerSecondFactor(tx, { personId, secretSealed }))) throw staffErrors.secondFactorOn();
  });
  return describeSecret(secret, { account: email });
}

/**
 * Turns the second factor on, when this code shows that the app has the secret; returns the recovery codes. Ends the
 * person's other sessions: the password alone has opened them, perhaps for whoever it is now kept from.
 */
export async function confirmSecondFactor(
  deps: StaffDeps,
  actor: Person,
  { code, sessionId }: { code: string; sessionId: string | null },
): Promise<{ recoveryCodes: string[] }> {
  const { tenantId, personId } = actor;
  const recoveryCodes = generateRecoveryCodes(deps.random);
  const nowMs = deps.clock.now();
  await deps.database.inTenant(tenantId, async (tx) => {
    await lockSignIns(tx, personId);
    const factor = await findSecondFactor(tx, { personId, forUpdate: true });
    if (!factor) throw staffErrors.secondFactorOff();
    if (factor.confirmedAt) throw staffErrors.secondFactorOn();
    const step = findStep(openSecret(deps.sealer, factor), { code: withoutSpaces(code), nowMs });
    if (step === undefined) throw refuseSecondFactor({ result: 'wrong' }, nowMs);
    const confirmedAt = new Date(nowMs);
    const recoveryHashes = recoveryCodes.map(hashRecoveryCode);
    // The code that proved it is used up as well.
    const change = { confirmedAt, recoveryHashes, lastStep: step, failures: 0, blockedUntil: null };
    await updateSecondFactor(tx, { personId, change });
    await revokeSessionsEverywhere(tx, { personId, keptSessionId: sessionId, at: confirmedAt });
    await record(tx, actor, 'staff.second_factor_enabled');
  });
  deps.sessions.forgetPerson(personId);
  return { recoveryCodes };
}

/** Turns it off; asks for both factors, so that a browser left open is not enough. */
export async function disableSecondFactor(
  deps: StaffDeps,
  actor: Person,
  input: { password: string; code: string },
): Promise<void> {
  await withBothFactors(deps, actor, {
    ...input,
    async work(tx) {
      await deleteSecondFactor(tx, actor.personId);
      await record(tx, actor, 'staff.second_factor_disabled');
    },
  });
  deps.sessions.forgetPerson(actor.personId);
}

/** New recovery codes; the old ones open nothing any more. */
export async function renewRecoveryCodes(
  deps: StaffDeps,
  actor: Person,
  input: { password: string; code: string },
): Promise<{ recoveryCodes: string[] }> {
  const recoveryCodes = generateRecoveryCodes(deps.random);
  await withBothFactors(deps, actor, {
    ...input,
    async work(tx) {
      const recoveryHashes = recoveryCodes.map(hashRecoveryCode);
      await updateSecondFactor(tx, { personId: actor.personId, change: { recoveryHashes } });
      await record(tx, actor, 'staff.recovery_codes_renewed');
    },
  });
  return { recoveryCodes };
}

async function withBothFactors(
  deps: StaffDeps,
  actor: Person,
  { password, code, work }: { password: string; code: string; work: (tx: Tx) => Promise<void> },
): Promise<void> {
  const { tenantId, personId } = actor;
  await requireOwnPassword(deps, actor, password);
  const nowMs = deps.clock.now();
  const refusal = await deps.database.inTenant(tenantId, async (tx) => {
    const checked = await checkSecondFactor(tx, { sealer: deps.sealer, nowMs }, { personId, code });
    // Returned, not thrown: what was counted must be kept.
    if (checked.result !== 'accepted') return refuseSecondFactor(checked, nowMs);
    await work(tx);
    return undefined;
  });
  if (refusal instanceof CatalogueError) throw refusal;
}

/** What the person's own page shows. */
export async function showSecondFactor(
  deps: Pick<StaffDeps, 'database'>,
  actor: Person,
): Promise<{ isOn: boolean; since: string | null; recoveryCodesLeft: number }> {
  const { tenantId, personId } = actor;
  const factor = await deps.database.inTenant(tenantId, async (tx) => {
    if (!(await findMember(tx, { tenantId, personId }))) throw staffErrors.notFound();
    return findSecondFactor(tx, { personId });
  });
  const since = factor?.confirmedAt ?? null;
  return {
    isOn: since !== null,
    since: since?.toISOString() ?? null,
    recoveryCodesLeft: since === null ? 0 : (factor?.recoveryHashes.length ?? 0),
  };
}

function record(tx: Tx, actor: Person, action: string): Promise<void> {
  return recordAudit(tx, actor, {
    action,
    subjectKind: 'staff',
    subjectId: actor.personId,
    subjectName: actor.name,
    before: null,
    after: null,
  });
}
