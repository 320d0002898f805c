import { cryptoRandom, ManualClock, uuidv7 } from '@trunkline/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { localActor } from '../../platform/http/index.ts';
import { createTenant, PasswordHasher, SessionCache } from './index.ts';
import { changePassword } from './change-password.ts';
import { signIn } from './sign-in.ts';

let database: TestDatabase;
const clock = new ManualClock(Date.UTC(2026, 5, 1));
let who: { email: string; password: string };
let deps: Parameters<typeof signIn>[0];

beforeAll(async () => {
  database = await createTestDatabase();
  deps = { database: database.as('api'), clock, random: cryptoRandom, hasher: new PasswordHasher() };
  const { owner } = await createTenant(deps, (id) => localActor('system', id), {
    tenant: { code: 'main', name: 'Main', company: null, email: null, currency: 'USD', timeZone: 'UTC' },
    owner: { email: 'Owner@Example.org', name: 'Owner', isOperator: true },
  });
  who = { email: owner.email, password: owner.password! };
});
afterAll(() => database.drop());

const open = () => signIn(deps, { ...who, tenant: undefined, address: '192.0.2.1', userAgent: null });
const makeCache = () => new SessionCache({ database: deps.database, clock });

test('a session revoked by another process is honoured for less than a minute', async () => {
  const { token, person } = await open();
  const [here, there] = [makeCache(), makeCache()];
  expect(await here.find(token)).toMatchObject({
    personId: person.id,
    isOperator: true,
    mustChangePassword: true,
  });
  await revoke(person.id);
  there.forgetPerson(person.id);
  clock.advance(59_999);
  expect(here.remembered(token)).toBeDefined();
  clock.advance(1);
  expect(here.remembered(token)).toBeUndefined();
  expect(await here.find(token)).toBeUndefined();
});

test('D9: however many come at once with one token, the database is asked once', async () => {
  const { token, person } = await open();
  const cache = makeCache();
  let asked = 0;
  const count = (): void => void asked++;
  deps.database.pool.on('acquire', count);
  const found = await Promise.all(Array.from({ length: 1_000 }, () => cache.find(token)));
  deps.database.pool.off('acquire', count);
  expect(new Set(found.map((session) => session?.personId))).toEqual(new Set([person.id]));
  expect(asked).toBe(1);
});

test('what was asked before a revocation answers nobody who comes after it', async () => {
  const { token, person } = await open();
  const cache = makeCache();
  const before = cache.find(token);
  await revoke(person.id);
  cache.forgetPerson(person.id);
  expect(await cache.find(token)).toBeUndefined();
  await before;
  expect(cache.remembered(token)).toBeUndefined();
});

test('what this process revokes is forgotten at once, by session, person and tenant', async () => {
  const { token, person, membership } = await open();
  const cache = makeCache();
  const found = await cache.find(token);
  for (const forget of [
    () => cache.forgetSession(found!.sessionId),
    () => cache.forgetPerson(person.id),
    () => cache.forgetTenant(membership.tenantId),
  ]) {
    expect(await cache.find(token)).toBeDefined();
    forget();
    expect(cache.remembered(token)).toBeUndefined();
  }
});

test('a sign-in with the old password that a new password overtakes opens no session', async () => {
  const { person, membership } = await open();
  const actor = { ...localActor('system', membership.tenantId), personId: person.id };
  const newPassword = 'another one for the owner';
  const overtaken = new (class extends PasswordHasher {
    override async verifyFound<P extends { passwordHash: string }>(
      find: () => Promise<P | undefined>,
      password: string,
    ): Promise<P | undefined> {
      const found = await super.verifyFound(find, password);
      const change = { currentPassword: who.password, newPassword, sessionId: uuidv7() };
      await changePassword({ ...deps, sessions: makeCache() }, actor, change);
      return found;
    }
  })();
  const opening = signIn(
    { ...deps, hasher: overtaken },
    { ...who, tenant: undefined, address: '192.0.2.1', userAgent: null },
  );
  await expect(opening).rejects.toMatchObject({ code: 'staff.wrong_credentials' });
  who = { ...who, password: newPassword };
  expect((await open()).person.id).toBe(person.id);
});

test('what was read before a revocation is not remembered after it', async () => {
  const { token, person } = await open();
  const cache = makeCache();
  const reading = cache.find(token);
  cache.forgetPerson(person.id);
  expect(await reading).toBeDefined();
  expect(cache.remembered(token)).toBeUndefined();
});

test('a remembered session ends at its own time, not later', async () => {
  const { token, expiresAt } = await open();
  const cache = makeCache();
  clock.advance(expiresAt.getTime() - clock.now() - 1);
  expect(await cache.find(token)).toBeDefined();
  clock.advance(1);
  expect(cache.remembered(token)).toBeUndefined();
  expect(await cache.find(token)).toBeUndefined();
});

test('one more session than a person may have ends the oldest', async () => {
  const first = await open();
  for (let n = 0; n < 20; n++) {
    clock.advance(1);
    await open();
  }
  expect(await makeCache().find(first.token)).toBeUndefined();
});

test('an unknown token is nobody', async () => {
  expect(await makeCache().find(uuidv7())).toBeUndefined();
});

test('more passwords than the bound at once are refused, not queued, and nobody is looked for', async () => {
  const hasher = new PasswordHasher();
  let looked = 0;
  const nobody = async (): Promise<undefined> => void looked++;
  const results = await Promise.allSettled(Array.from({ length: 40 }, () => hasher.verifyFound(nobody, 'x')));
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused).toHaveLength(8);
  expect(looked).toBe(32);
  expect(refused[0]).toMatchObject({ reason: { code: 'staff.busy', retryAfterSeconds: 1 } });
  expect(await hasher.verifyFound(nobody, 'x')).toBeUndefined();
});

async function revoke(personId: string): Promise<void> {
  const { revokeSessionsEverywhere } = await import('./session-store.ts');
  await deps.database.acrossTenants((tx) =>
    revokeSessionsEverywhere(tx, { personId, keptSessionId: null, at: new Date(clock.now()) }),
  );
}
