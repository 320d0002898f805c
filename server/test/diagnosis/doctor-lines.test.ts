import { cryptoRandom, systemClock, uuidv7 } from '@trunkline/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routerUser } from '../support/test-router.ts';
import { DoctorHouse, radiusOf, serverAddress } from './doctor-house.ts';
import type { OfflineHouse } from './offline-house.ts';

let house: DoctorHouse;
let world: OfflineHouse;

beforeAll(async () => {
  house = await DoctorHouse.open();
  world = house.world;
});
afterAll(() => house.close());

describe('no line takes away what others need:', () => {
  test('a person’s user that the API signs in with keeps the rights of its group', async () => {
    const router = await house.setUp();
    const { state } = router.device!;
    const own = state.table('/user').items.find(({ fields }) => fields['name'] === routerUser.name)!;
    state.table('/user/group').add({ name: 'people', policy: 'api,read,write,test,winbox,ssh,policy' });
    state.table('/user').set(own, { group: 'people' });
    const { rights } = await house.examine(router);
    expect(rights).toMatchObject({ state: 'warn', finding: 'more_than_needed', lineToPaste: null });
  });

  test('an address that nobody has set replaces none', async () => {
    await world.set('radius.serverAddress', null);
    try {
      const router = await house.setUp();
      const { table, entry } = radiusOf(router.device!.state);
      const { radius_client: well } = await house.examine(router);
      expect(well).toMatchObject({ state: 'ok' });
      table.set(entry, { timeout: '300ms' });
      const { radius_client: impatient } = await house.examine(router);
      expect(impatient!.lineToPaste).not.toMatch(/ address=/);
      table.set(entry, { comment: 'by hand' });
      const { radius_client: whose } = await house.examine(router);
      expect(whose).toMatchObject({ state: 'unknown', finding: 'address_unknown', lineToPaste: null });
    } finally {
      await world.set('radius.serverAddress', serverAddress);
    }
  });

  test('an entry made by hand is changed where it is', async () => {
    const router = await house.setUp();
    const { table, entry } = radiusOf(router.device!.state);
    table.set(entry, { comment: 'by hand', timeout: '300ms' });
    const { radius_client: found } = await house.examine(router);
    expect(found).toMatchObject({ finding: 'impatient' });
    await house.paste(router, found);
    expect((await house.examine(router))['radius_client']).toMatchObject({ state: 'ok' });
  });

  test('a router of hotspots alone need not ask RADIUS for PPP', async () => {
    const router = await house.setUp();
    const { state } = router.device!;
    const servers = state.table('/interface/pppoe-server/server');
    for (const server of servers.items.slice()) servers.remove(server);
    state.setting('/ppp/aaa')['use-radius'] = 'false';
    expect((await house.examine(router))['ppp']).toMatchObject({ state: 'ok', finding: 'not_served' });
  });

  test('a router that asks at ports of its tenant’s own keeps them', async () => {
    const { tenantId } = world;
    const ports = { authPort: 21_812, acctPort: 21_813 };
    await world.house.database
      .as('owner')
      .kysely.insertInto('nas.ownPort')
      .values([
        { tenantId, id: uuidv7(systemClock, cryptoRandom), service: 'auth', port: ports.authPort },
        { tenantId, id: uuidv7(systemClock, cryptoRandom), service: 'acct', port: ports.acctPort },
      ])
      .execute();
    const router = await house.setUp();
    await world.changeNas(router.nasId, { usesOwnPort: true });
    const { table, entry } = radiusOf(router.device!.state);
    const own = { 'authentication-port': '21812', 'accounting-port': '21813' };
    table.set(entry, { ...own, timeout: '300ms' });
    const { radius_client: found } = await house.examine(router);
    expect(found).toMatchObject({ finding: 'impatient' });
    await house.paste(router, found);
    expect(entry.fields).toMatchObject(own);
    table.set(entry, { 'authentication-port': '1812' });
    expect((await house.examine(router))['radius_client']).toMatchObject({
      state: 'fail',
      finding: 'other_ports',
    });
  });

  test('a router that asks over TLS is given no line for datagrams', async () => {
    const router = await house.setUp();
    await world.changeNas(router.nasId, { transport: 'radsec' });
    const { table, entry } = radiusOf(router.device!.state);
    table.set(entry, { 'authentication-port': '2083' });
    expect((await house.examine(router))['radius_client']).toMatchObject({ state: 'ok' });
    table.set(entry, { disabled: 'yes' });
    expect((await house.examine(router))['radius_client']).toMatchObject({
      finding: 'disabled',
      lineToPaste: null,
    });
  });
});
