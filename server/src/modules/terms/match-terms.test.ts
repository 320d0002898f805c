import { ManualClock } from '@trunkline/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSales, type Sales } from '../../../test/support/test-sales.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, type TestTenant } from '../../../test/support/test-tenant.ts';
import { mostGathered, readPlaces, termConditions, type TermFilters } from './match-terms.ts';

let database: TestDatabase;
let tenant: TestTenant;
let sales: Sales;

beforeAll(async () => {
  database = await createTestDatabase();
  sales = createSales(database, { clock: new ManualClock(0), seed: 81 });
  tenant = await createTestTenant(database, { code: 'north' });
  const add = (username: string, fields: Parameters<Sales['subscriber']>[1]) =>
    sales.subscriber(tenant, { username, ...fields });
  await add('obrien', { fullName: 'Siobhán O’Brien-Smith', phones: ['+353 1 234 5678'], tags: ['VIP Gold'] });
  await add('mueller', { fullName: 'Jürgen Müller', email: 'J.Mueller+home@Example.org' });
  await add('ahmad', { fullName: 'أحمد المُحَمَّد', address: 'شارع ٢٣، بغداد' });
  await add('siti.nur', { fullName: 'Siti Nurhaliza binti Tarudin', address: 'Jl. Sudirman No.5, Jakarta' });
  await add('budi', {
    fullName: 'Budi Santoso',
    phones: ['0812-3456-7890'],
    macBinding: 'fixed',
    macs: macs,
  });
  await add('static', { framedIp: '198.51.100.7', delegatedIpv6Prefix: '2001:db8:40::/56' });
  await add('100%_sure', { fullName: '100% Sure' });
});

afterAll(() => database.drop());

const macs = ['02:AB:cd:00:11:22'];

/** The user names of those who match, in order. */
async function matching(filters: Omit<TermFilters, 'tenantId'>, { tenantId } = tenant): Promise<string[]> {
  return database.as('api').inTenant(tenantId, async (tx) => {
    const places = await readPlaces(tx, { tenantId, ...filters });
    if (places === undefined) return [];
    const subject = sql<string>`s.id`;
    const conditions = [
      sql`s.tenant_id = ${tenantId}::uuid`,
      ...termConditions(places, { tenantId, subject }),
    ];
    const { rows } = await sql<{ username: string }>`
      select s.username from subscribers.subscriber s where ${sql.join(conditions, sql` and `)}
      order by s.username_key`.execute(tx);
    return rows.map(({ username }) => username);
  });
}

describe('a search by words', () => {
  test.each([
    ["o'brien", ['obrien']],
    ['O’BRIEN', ['obrien']],
    ['brien smith', ['obrien']],
    ['siobhan', ['obrien']],
    ['muller', ['mueller']],
    ['MÜLLER jürgen', ['mueller']],
    ['ｍüｌｌｅｒ', ['mueller']],
    ['نور', []],
    ['احمد', ['ahmad']],
    ['أحمد محمد', ['ahmad']],
    ['المحمد', ['ahmad']],
    ['23', ['ahmad']],
    ['nurhaliza', ['siti.nur']],
    ['nur siti', ['siti.nur']],
    ['jl. sudirman', ['siti.nur']],
    ['j.mueller+home@example', ['mueller']],
    ['siti.nur', ['siti.nur']],
    ['s', ['obrien', 'siti.nur', 'static', '100%_sure', 'budi']],
    ['santoso tarudin', []],
  ])('%s finds who has all of them', async (q, expected) => {
    expect((await matching({ q })).toSorted()).toEqual(expected.toSorted());
  });

  test.each([
    ['0812 3456', ['budi']],
    ['7890', ['budi']],
    ['+62 812-3456-7890', []],
    ['353123', ['obrien']],
    ['(01) 234 5678', ['obrien']],
    ['٠٨١٢٣٤٥٦', ['budi']],
  ])('the phone number %s by its beginning or its end', async (q, expected) => {
    expect(await matching({ q })).toEqual(expected);
    expect(await matching({ phone: q })).toEqual(expected);
  });

  test.each([
    ['02:ab:cd:00:11:22', ['budi']],
    ['02-AB-CD-00-11-22', ['budi']],
    ['02ab.cd00.1122', ['budi']],
    ['02:ab:cd', ['budi']],
    ['02:ab:cd:00:11:23', []],
    ['198.51.100.7', ['static']],
    ['198.51.100.', ['static']],
    ['198.51.100.70', []],
    ['2001:db8:40:12::99', ['static']],
    ['2001:DB8:0040::', ['static']],
    ['2001:db8:41::1', []],
    ['vip', ['obrien']],
  ])('the address %s in its spellings', async (q, expected) => {
    expect(await matching({ q })).toEqual(expected);
  });

  test.each([
    ['%', []],
    ['_', []],
    ['100%', ['100%_sure']],
    ["' or 1=1 --", []],
    ['\\', []],
    ['\u200f\u202e', []],
    ['   ', []],
    ['\u200fbu\u202edi', ['budi']],
    ['x'.repeat(10_000), []],
    ['بو '.repeat(5_000), []],
    ['{budi}', ['budi']],
    ['$1 :named @at', []],
  ])('%j is text and nothing else', async (q, expected) => {
    expect(await matching({ q })).toEqual(expected);
  });

  test('finds nobody of another tenant', async () => {
    const other = await createTestTenant(database, { code: 'south' });
    expect(await matching({ q: 'budi' }, other)).toEqual([]);
    expect(await matching({ q: 'budi' })).toEqual(['budi']);
  });
});

describe('a tag', () => {
  test('is met as a whole, however it is spelled', async () => {
    expect(await matching({ tag: 'vip gold' })).toEqual(['obrien']);
    expect(await matching({ tag: 'vip' })).toEqual([]);
    expect(await matching({ tag: 'VIP GOLD', q: 'budi' })).toEqual([]);
  });
});

describe('a word that many have', () => {
  test('is asked of each row, and finds them all', async () => {
    const crowd = await createTestTenant(database, { code: 'crowd' });
    const many = mostGathered + 200;
    await database.as('api').inTenant(crowd.tenantId, (tx) =>
      sql`insert into subscribers.subscriber (tenant_id, id, username, username_key, full_name, credential)
        select ${crowd.tenantId}, gen_random_uuid(), 'c' || n, 'c' || n, 'Budi ' || case when n = 77 then 'Rare' else 'Santoso' end, 'mac'
        from generate_series(1, ${many}) n`.execute(tx),
    );
    expect(await matching({ q: 'budi' }, crowd)).toHaveLength(many);
    expect(await matching({ q: 'budi santoso' }, crowd)).toHaveLength(many - 1);
    expect(await matching({ q: 'budi rare' }, crowd)).toEqual(['c77']);
  });
});
