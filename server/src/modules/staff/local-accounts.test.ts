import { cryptoRandom, systemClock } from '@trunkline/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { localActor } from '../../platform/http/index.ts';
import { createOwner, createTenant, PasswordHasher, resetPassword, type AccountDeps } from './index.ts';
import { signIn } from './sign-in.ts';

let database: TestDatabase;
let deps: AccountDeps;
const cli = (id: string) => localActor('cli', id);

beforeAll(async () => {
  database = await createTestDatabase();
  deps = {
    database: database.as('api'),
    clock: systemClock,
    random: cryptoRandom,
    hasher: new PasswordHasher(),
  };
});
afterAll(() => database.drop());

const make = (code: string, email: string) =>
  createTenant(deps, cli, {
    tenant: { code, name: code, company: null, email: null, currency: 'USD', timeZone: 'UTC' },
    owner: { email, name: 'Owner', isOperator: true },
  });
const open = (email: string, password: string, tenant?: string) =>
  signIn(deps, { email, password, tenant, address: '192.0.2.1', userAgent: null });
const actions = (tenantId: string) =>
  deps.database.inTenant(tenantId, async (tx) => {
    const rows = await tx.selectFrom('audit.entry').select(['action', 'actorKind']).orderBy('id').execute();
    return rows.map(({ action, actorKind }) => `${actorKind} ${action}`);
  });

test('the first tenant comes with an owner who must change a password told once', async () => {
  const { tenant, owner } = await make('one', 'First@Example.org');
  expect(owner.email).toBe('first@example.org');
  const { person } = await open(owner.email, owner.password!);
  expect(person).toMatchObject({ mustChangePassword: true, isOperator: true });
  expect((await actions(tenant.id)).slice(0, 2)).toEqual(['cli tenancy.created', 'cli staff.added']);
});

test('a known person becomes owner of a second tenant and keeps their password', async () => {
  const { owner } = await make('two', 'first@example.org');
  expect(owner.password).toBeNull();
});

test('one more owner is added to a tenant by its code', async () => {
  const input = { email: 'second@example.org', name: 'Second', isOperator: false };
  const { password } = await createOwner(deps, cli, { tenantCode: 'one', owner: input });
  expect((await open('second@example.org', password!)).membership.tenantCode).toBe('one');
  await expect(createOwner(deps, cli, { tenantCode: 'one', owner: input })).rejects.toMatchObject({
    code: 'staff.already_member',
  });
  await expect(createOwner(deps, cli, { tenantCode: 'none', owner: input })).rejects.toMatchObject({
    code: 'staff.unknown_tenant',
  });
});

test('a reset gives a new password, ends every session, and stands in the log of each tenant', async () => {
  const { password } = await resetPassword(deps, cli, { email: 'FIRST@example.org' });
  const { person, membership } = await open('first@example.org', password, 'two');
  expect(person.mustChangePassword).toBe(true);
  const again = await resetPassword(deps, cli, { email: 'first@example.org' });
  await expect(open('first@example.org', password, 'two')).rejects.toMatchObject({
    code: 'staff.wrong_credentials',
  });
  const one = await open('first@example.org', again.password, 'one');
  for (const { tenantId } of [membership, one.membership]) {
    expect((await actions(tenantId)).filter((action) => action === 'cli staff.password_reset')).toHaveLength(
      2,
    );
  }
  const live = await deps.database.inTenant(membership.tenantId, (tx) =>
    tx.selectFrom('staff.session').select('id').where('revokedAt', 'is', null).execute(),
  );
  expect(live).toEqual([]);
  await expect(resetPassword(deps, cli, { email: 'nobody@example.org' })).rejects.toMatchObject({
    code: 'staff.unknown_person',
  });
});
