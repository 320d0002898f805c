import { Code, PacketBuilder, UserName } from '@trunkline/radius';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '../../src/platform/db/index.ts';
import { RadiusHouse } from './radius-house.ts';

let house: RadiusHouse;
let tenantId: string;
let nasId: string;

beforeAll(async () => {
  house = await RadiusHouse.build();
  tenantId = await house.addTenant('north');
  nasId = await house.addNas(tenantId, { prefix: '127.0.60.0/24' });
  await house.start();
  await house.login({ username: 'nobody', localAddress: '127.0.60.7' });
  for (const [localAddress, secret] of [
    ['127.0.60.8', 'another-secret-altogether'],
    ['127.0.61.9', 'whatever-it-is'],
  ] as const) {
    await house.send(new PacketBuilder(Code.AccessRequest).add(UserName, 'anna'), 'auth', {
      localAddress,
      secret,
    });
  }
  // What was seen is written at the latest when the role stops.
  await house.stop();
});

afterAll(() => house.tearDown());

const readUnknown = (tx: Tx) => tx.selectFrom('nas.unknownSource').selectAll().execute();

describe('what the radius role writes down of a NAS', () => {
  test('has the address that was heard last, also of a packet without an answer', async () => {
    const seen = await house.inTenant(tenantId, (tx) =>
      tx.selectFrom('nas.observation').selectAll().where('nasId', '=', nasId).executeTakeFirstOrThrow(),
    );
    expect(seen.lastAddress).toBe('127.0.60.8');
    expect(seen.requests).toBe(1n);
  });

  test('counts packets without an answer by minute and kind', async () => {
    const rows = await house.inTenant(tenantId, (tx) =>
      tx.selectFrom('nas.packetMinute').selectAll().where('nasId', '=', nasId).execute(),
    );
    const total = rows.reduce((sum, row) => sum + row.count, 0n);
    expect(new Set(rows.map((row) => row.kind))).toEqual(new Set(['wrong-message-authenticator']));
    expect(total).toBe(2n);
    for (const { minute } of rows) expect(minute.getTime() % 60_000).toBe(0);
  });

  test('names who is no NAS to the operator, and to no tenant', async () => {
    expect(await house.database.as('api').asOperator(readUnknown)).toMatchObject([
      { address: '127.0.61.9', count: 2n },
    ]);
    expect(await house.inTenant(tenantId, readUnknown)).toEqual([]);
  });
});
