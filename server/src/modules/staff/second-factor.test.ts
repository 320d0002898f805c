import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';
import { cryptoRandom, ManualClock } from '@trunkline/kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { localActor, type Actor } from '../../platform/http/index.ts';
import { createKeys } from '../../platform/keys/index.ts';
import {
  confirmSecondFactor,
  disableSecondFactor,
  enrolSecondFactor,
  renewRecoveryCodes,
  showSecondFactor,
} from './change-second-factor.ts';
import { changePassword } from './change-password.ts';
import { completeSignIn } from './complete-sign-in.ts';
import { createTenant, PasswordHasher, resetPassword, SessionCache, type StaffDeps } from './index.ts';
import { updatePassword } from './person-store.ts';
import { revokeSessionsEverywhere } from './session-store.ts';
import { signIn } from './sign-in.ts';

let database: TestDatabase;
let clock: ManualClock;
let deps: StaffDeps;

beforeAll(async () => {
  database = await createTestDatabase();
  clock = new ManualClock(Date.UTC(2026, 4, 1, 12, 0, 5));
  const api = database.as('api');
  deps = {
    database: api,
    clock,
    random: cryptoRandom,
    hasher: new PasswordHasher(),
    sessions: new SessionCache({ database: api, clock }),
    sealer: createKeys(randomBytes(32)).sealer,
    permissions: [],
  };
});
afterAll(() => database.drop());

interface Someone {
  email: string;
  password: string;
  actor: Actor & { personId: string };
}

let people = 0;
let someone: Someone;
let totp: TOTP;
let recoveryCodes: string[];

/** A person whose second factor is on, at a moment when no code of theirs was used yet. */
beforeEach(async () => {
  someone = await makeSomeone();
  ({ totp, recoveryCodes } = await enrol(someone));
  clock.advance(60_000);
});

async function makeSomeone(): Promise<Someone> {
  const code = `tenant-${++people}`;
  const { tenant, owner } = await createTenant(deps, (id) => localActor('cli', id), {
    tenant: { code, name: code, company: null, email: null, currency: 'USD', timeZone: 'UTC' },
    owner: { email: `owner@${code}.example`, name: 'Owner', isOperator: false },
  });
  const actor = { ...localActor('system', tenant.id), personId: owner.personId };
  return { email: owner.email, password: owner.password!, actor };
}

async function enrol(
  { password, actor }: Someone,
  sessionId: string | null = null,
): Promise<{ totp: TOTP; recoveryCodes: string[] }> {
  const { key, uri } = await enrolSecondFactor(deps, actor, { password });
  const app = new TOTP({ secret: Secret.fromBase32(key) });
  expect(uri).toContain(`secret=${key}`);
  const confirmed = await confirmSecondFactor(deps, actor, { code: codeOf(app), sessionId });
  return { totp: app, recoveryCodes: confirmed.recoveryCodes };
}

const codeOf = (app: TOTP, aheadMs = 0): string => app.generate({ timestamp: clock.now() + aheadMs });
const place = { address: '192.0.2.1', userAgent: null };
const passwordOnly = ({ email, password }: Someone) =>
  signIn(deps, { email, password, tenant: undefined, ...place });

async function challengeOf(who: Someone): Promise<string> {
  const refusal: unknown = await passwordOnly(who).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(refusal).toMatchObject({ code: 'staff.second_factor_required', status: 401 });
  return (refusal as { data: { challenge: string } }).data.challenge;
}

const answer = async (code: string, challenge?: string) =>
  completeSignIn(deps, {
    email: someone.email,
    challenge: challenge ?? (await challengeOf(someone)),
    code,
    ...place,
  });
const refused = (code: string) => ({ code });
const actions = () =>
  deps.database.inTenant(someone.actor.tenantId, async (tx) => {
    const rows = await tx.selectFrom('audit.entry').select('action').orderBy('id').execute();
    return rows.map(({ action }) => action);
  });

test('the right password alone opens no session; the code of the app beside it does', async () => {
  const opened = await answer(codeOf(totp));
  expect(opened.membership.tenantId).toBe(someone.actor.tenantId);
  expect((await deps.sessions.find(opened.token))?.personId).toBe(someone.actor.personId);
  expect((await actions()).slice(-2)).toEqual(['staff.second_factor_enabled', 'staff.signed_in']);
});

test('a code is accepted once, and none of an earlier step after it', async () => {
  const code = codeOf(totp);
  await answer(code);
  await expect(answer(code)).rejects.toMatchObject(refused('staff.wrong_code'));
  await expect(answer(codeOf(totp, -30_000))).rejects.toMatchObject(refused('staff.wrong_code'));
  clock.advance(30_000);
  await answer(codeOf(totp));
});

test('of two sign-ins with one code at once, one opens', async () => {
  const code = codeOf(totp);
  const challenges = [await challengeOf(someone), await challengeOf(someone)];
  const outcomes = await Promise.allSettled(challenges.map((challenge) => answer(code, challenge)));
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('the code that proved the app at enrolment is used up', async () => {
  const other = await makeSomeone();
  const { totp: app } = await enrol(other);
  someone = other;
  await expect(answer(codeOf(app))).rejects.toMatchObject(refused('staff.wrong_code'));
});

test('a clock half a minute off is tolerated, one and a half minutes are not', async () => {
  await expect(answer(codeOf(totp, 90_000))).rejects.toMatchObject(refused('staff.wrong_code'));
  await answer(codeOf(totp, 30_000));
});

test('a challenge opens one session, not after five minutes, and not with another e-mail address', async () => {
  const challenge = await challengeOf(someone);
  const other = { email: 'someone@else.example', challenge, code: codeOf(totp), ...place };
  await expect(completeSignIn(deps, other)).rejects.toMatchObject(refused('staff.challenge_over'));
  await answer(codeOf(totp), challenge);
  clock.advance(30_000);
  await expect(answer(codeOf(totp), challenge)).rejects.toMatchObject(refused('staff.challenge_over'));
  const late = await challengeOf(someone);
  clock.advance(5 * 60_000);
  await expect(answer(codeOf(totp), late)).rejects.toMatchObject(refused('staff.challenge_over'));
  await expect(answer(codeOf(totp), 'never given')).rejects.toMatchObject(refused('staff.challenge_over'));
});

test('a new password ends the sign-in that the old one began', async () => {
  const challenge = await challengeOf(someone);
  await changePassword(deps, someone.actor, {
    currentPassword: someone.password,
    newPassword: 'another one of the owner',
    sessionId: someone.actor.personId,
  });
  await expect(answer(codeOf(totp), challenge)).rejects.toMatchObject(refused('staff.challenge_over'));
});

test('a code that comes while the password changes opens nothing that outlives the old one', async () => {
  const challenge = await challengeOf(someone);
  const { tenantId, personId } = someone.actor;
  let answered: Promise<unknown> | undefined;
  await deps.database.inTenant(tenantId, async (tx) => {
    await updatePassword(tx, { personId, passwordHash: 'another', mustChangePassword: false });
    answered = answer(codeOf(totp), challenge).catch((error: unknown) => error);
    await Promise.race([answered, sleep(500)]);
    await revokeSessionsEverywhere(tx, { personId, keptSessionId: null, at: new Date(clock.now()) });
  });
  expect(await answered).toMatchObject(refused('staff.challenge_over'));
});

test('ten recovery codes open once each, however they are written', async () => {
  expect(new Set(recoveryCodes).size).toBe(10);
  const [first = '', second = ''] = recoveryCodes;
  await answer(first.toUpperCase().replaceAll('-', ' '));
  await expect(answer(first)).rejects.toMatchObject(refused('staff.wrong_code'));
  await answer(second);
  expect(await showSecondFactor(deps, someone.actor)).toMatchObject({ isOn: true, recoveryCodesLeft: 8 });
});

test('after five wrong codes none is looked at for a while, the right one included; a recovery code still opens', async () => {
  const challenge = await challengeOf(someone);
  for (let n = 0; n < 4; n++) {
    await expect(answer('000000', challenge)).rejects.toMatchObject(refused('staff.wrong_code'));
  }
  await expect(answer('000000', challenge)).rejects.toMatchObject(refused('staff.second_factor_blocked'));
  await expect(answer(codeOf(totp), challenge)).rejects.toMatchObject({
    code: 'staff.second_factor_blocked',
    status: 429,
    retryAfterSeconds: 15 * 60,
  });
  clock.advance(15 * 60_000);
  await answer(codeOf(totp));
  for (let n = 0; n < 5; n++) await expect(answer('000000')).rejects.toThrow();
  await answer(recoveryCodes[0]!);
  expect((await actions()).filter((action) => action === 'staff.second_factor_refused')).toHaveLength(11);
});

test('enrolment asks for the password, counts from its first code on, and is not begun twice', async () => {
  const other = await makeSomeone();
  await expect(enrolSecondFactor(deps, other.actor, { password: 'wrong' })).rejects.toMatchObject({
    code: 'staff.wrong_password',
    details: [{ field: 'password' }],
  });
  await enrolSecondFactor(deps, other.actor, { password: other.password });
  await passwordOnly(other);
  await expect(
    confirmSecondFactor(deps, other.actor, { code: '000000', sessionId: null }),
  ).rejects.toMatchObject(refused('staff.wrong_code'));
  const again = enrolSecondFactor(deps, someone.actor, { password: someone.password });
  await expect(again).rejects.toMatchObject(refused('staff.second_factor_on'));
});

test('turning it on ends the sessions that the password alone opened, but the one it was turned on in', async () => {
  const other = await makeSomeone();
  const [stolen, own] = [await passwordOnly(other), await passwordOnly(other)];
  const { sessionId } = (await deps.sessions.find(own.token))!;
  await deps.sessions.find(stolen.token);
  await enrol(other, sessionId);
  expect(deps.sessions.remembered(stolen.token)).toBeUndefined();
  expect(await deps.sessions.find(stolen.token)).toBeUndefined();
  expect(await deps.sessions.find(own.token)).toMatchObject({ sessionId });
});

test('a sign-in that began before it was turned on is ended with the others', async () => {
  const other = await makeSomeone();
  const { tenantId, personId } = other.actor;
  const { key } = await enrolSecondFactor(deps, other.actor, { password: other.password });
  const code = codeOf(new TOTP({ secret: Secret.fromBase32(key) }));
  const { signingIn, confirming } = await deps.database.inTenant(tenantId, async (tx) => {
    // The sign-in gets as far as its session, whose membership is held here.
    await tx
      .selectFrom('staff.membership')
      .select('personId')
      .where('personId', '=', personId)
      .forUpdate()
      .execute();
    const begun = passwordOnly(other);
    await Promise.race([begun, sleep(1_000)]);
    const confirmed = confirmSecondFactor(deps, other.actor, { code, sessionId: null });
    await Promise.race([confirmed, sleep(500)]);
    return { signingIn: begun, confirming: confirmed };
  });
  const { token } = await signingIn;
  await confirming;
  expect(await deps.sessions.find(token)).toBeUndefined();
});

test('turning it off takes the password and a code; afterwards the password alone opens', async () => {
  const { actor, password } = someone;
  const off = (input: { password: string; code: string }) => disableSecondFactor(deps, actor, input);
  await expect(off({ password: 'wrong', code: codeOf(totp) })).rejects.toMatchObject(
    refused('staff.wrong_password'),
  );
  await expect(off({ password, code: '000000' })).rejects.toMatchObject(refused('staff.wrong_code'));
  await off({ password, code: codeOf(totp) });
  await passwordOnly(someone);
  expect((await actions()).at(-2)).toBe('staff.second_factor_disabled');
});

test('new recovery codes make the old ones worthless', async () => {
  const { actor, password } = someone;
  const renewed = await renewRecoveryCodes(deps, actor, { password, code: codeOf(totp) });
  await expect(answer(recoveryCodes[0]!)).rejects.toMatchObject(refused('staff.wrong_code'));
  await answer(renewed.recoveryCodes[0]!);
});

test('a reset at the command line takes the second factor off and says so', async () => {
  const { email } = someone;
  const reset = await resetPassword(deps, (id) => localActor('cli', id), { email });
  expect(reset.hadSecondFactor).toBe(true);
  await passwordOnly({ ...someone, password: reset.password });
});

test('neither the secret nor a recovery code stands in the database', async () => {
  const row = await deps.database.inTenant(someone.actor.tenantId, (tx) =>
    tx.selectFrom('staff.secondFactor').selectAll().executeTakeFirstOrThrow(),
  );
  const kept = Buffer.concat([row.secretSealed, ...row.recoveryHashes]).toString('latin1');
  expect(kept).not.toContain(Buffer.from(totp.secret.bytes).toString('latin1'));
  for (const code of recoveryCodes) expect(kept).not.toContain(code.replaceAll('-', ''));
});

test('another tenant sees no second factor', async () => {
  const other = await makeSomeone();
  const rows = await deps.database.inTenant(other.actor.tenantId, (tx) =>
    tx.selectFrom('staff.secondFactor').selectAll().execute(),
  );
  expect(rows).toEqual([]);
});

test('where the tenant asks for it, a person without one may set it up and nothing else', async () => {
  const other = await makeSomeone();
  const { token } = await passwordOnly(other);
  const seen = async () => (await new SessionCache({ database: deps.database, clock }).find(token))!;
  expect((await seen()).mustAddSecondFactor).toBe(false);
  await deps.database.inTenant(other.actor.tenantId, (tx) =>
    tx
      .insertInto('settings.setting')
      .values({ tenantId: other.actor.tenantId, key: 'staff.requireSecondFactor', value: 'true' })
      .execute(),
  );
  expect((await seen()).mustAddSecondFactor).toBe(true);
  await enrol(other, (await seen()).sessionId);
  expect((await seen()).mustAddSecondFactor).toBe(false);
});
