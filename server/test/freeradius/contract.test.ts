import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContractHouse } from './contract-house.ts';
import { situationsOfPeople } from './situations-of-people.ts';
import { situationsOfTerms } from './situations-of-terms.ts';

const situations = [...situationsOfPeople, ...situationsOfTerms];

let house: ContractHouse;

beforeAll(async () => {
  house = await ContractHouse.build();
  const garden = { pool: null, addressList: 'unpaid', downloadBps: 512_000, uploadBps: 256_000 };
  await house.house.inTenant(house.tenants.garden.id, (tx) =>
    sql`insert into settings.setting (tenant_id, key, value)
      select ${house.tenants.garden.id}, key, value::jsonb from (values
        ('policy.walledGarden', ${JSON.stringify(garden)}), ('policy.walledFor', '["expired", "quota"]'),
        ('radius.stripRealm', 'true'), ('subscriptions.graceHours', '12')) as s (key, value)`.execute(tx),
  );
  await house.open(situations);
}, 120_000);
afterAll(() => house.close());

it('asks both servers about at least forty situations', () => {
  expect(situations.length).toBeGreaterThanOrEqual(40);
  expect(new Set(situations.map(({ name }) => name)).size).toBe(situations.length);
});

describe('FreeRADIUS answers as we do:', () => {
  it.each(situations)('$name', async (situation) => {
    const { ours, theirs, differences } = await house.ask(situation);
    expect(ours.decision, [...ours.attributes].join('; ')).toBe(situation.expects);
    for (const [name, value] of Object.entries(situation.says ?? {}))
      expect(ours.attributes.get(name), name).toEqual([value]);
    // A known difference that is gone fails as well.
    expect(differences, [...theirs.attributes].join('; ')).toEqual(situation.differs ?? []);
  });
});
