import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mostTags } from '../../src/modules/subscribers/subscriber-answer.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { openSharingHouse, shared, type SharingHouse } from './sharing-house.ts';

let database: TestDatabase;
let house: SharingHouse;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  house = await openSharingHouse(database);
});
afterEach(async () => {
  await house.close();
  expect(house.faults).toEqual([]);
});

describe('what is done', () => {
  test.each([
    ['tag', { tags: ['shared-account'] }],
    ['suspend', { status: 'suspended' }],
    ['one_session', { maxSessions: 1 }],
  ] as const)('by approving with %s is done at once, by a person, and audited', async (action, expected) => {
    await house.set({ 'sharing.enabled': true });
    await house.online(shared);
    await house.pass();
    const [{ id }] = await house.cases();
    expect(await house.subscriber()).not.toMatchObject(expected);
    const refused = await house.call(`POST /api/sharing/cases/${id}/approve`, { action }, ['sharing.decide']);
    expect(refused.status).toBe(403);
    const approved = await house.call(`POST /api/sharing/cases/${id}/approve`, { action });
    expect(approved).toMatchObject({
      status: 200,
      body: { data: { state: 'approved', action, decidedBy: 'test' } },
    });
    expect(await house.subscriber()).toMatchObject(expected);
    expect(await house.audited('sharing.approved')).toMatchObject([
      { after: { caseId: id, action, score: 70 } },
    ]);
    await house.pass();
    expect(await house.cases()).toEqual([]);
  });

  test('by approving with disconnect orders the end of each open session', async () => {
    await house.set({ 'sharing.enabled': true });
    await house.online(shared);
    await house.pass();
    const [{ id }] = await house.cases();
    await house.call(`POST /api/sharing/cases/${id}/approve`, { action: 'disconnect' });
    expect(await house.audited('enforcement.disconnect_requested')).toHaveLength(1);
  });

  test('alone is only what the tenant has opted in to', async () => {
    await house.set({ 'sharing.enabled': true, 'sharing.actsAlone': true, 'sharing.action': 'tag' });
    await house.online(shared);
    await house.pass();
    expect(await house.cases('acted')).toMatchObject([{ action: 'tag', decidedBy: 'system' }]);
    expect(await house.subscriber()).toMatchObject({ tags: ['shared-account'] });
  });

  test('of what cannot be done leaves the case open for a person', async () => {
    await house.set({ 'sharing.enabled': true, 'sharing.actsAlone': true, 'sharing.action': 'tag' });
    await house.online(shared);
    const { tenantId } = house.world.tenant;
    const tags = Array.from({ length: mostTags }, (_, place) => `tag ${place}`);
    await database
      .as('api')
      .inTenant(tenantId, (tx) =>
        tx
          .updateTable('subscribers.subscriber')
          .set({ tags })
          .where('id', '=', house.world.anna.subscriberId)
          .execute(),
      );
    await house.pass();
    const [open] = await house.cases();
    expect(open).toMatchObject({ state: 'open' });
    const refused = await house.call(`POST /api/sharing/cases/${open.id}/approve`, { action: 'tag' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'sharing.action_refused' } });
    expect(await house.cases()).toHaveLength(1);
  });
});

test('what is looked for is said by one request, audited with what it was before', async () => {
  const body = { isEnabled: true, threshold: 50, judgesBridged: false, action: 'suspend', actsAlone: false };
  const answer = await house.call('PUT /api/sharing', body, ['settings.write']);
  expect(answer).toMatchObject({ status: 200, body: { data: body } });
  expect(await house.audited('settings.changed')).toEqual([
    { after: { 'sharing.enabled': true, 'sharing.threshold': 50, 'sharing.action': 'suspend' } },
  ]);
  expect((await house.call('PUT /api/sharing', { ...body, threshold: 29 }, ['settings.write'])).status).toBe(
    400,
  );
});
