import {
  ChillispotConfig,
  ChillispotUamAllowed,
  Code,
  MikrotikAdvertiseUrl,
  PacketBuilder,
  ServiceType,
  UserName,
  WisprLogoffUrl,
  WisprRedirectionUrl,
} from '@trunkline/radius';
import { systemClock, uuidv7 } from '@trunkline/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keepDevice } from '../../src/modules/aaa/login/device-store.ts';
import { eventually, RadiusHouse } from '../aaa/radius-house.ts';

let house: RadiusHouse;
let tenantId: string;
let plan: { planId: string; versionId: string };
const macs = Array.from({ length: 8 }, (_, n) => `02:00:00:00:03:0${n}`);
const day = 86_400_000;
const full = 'Too many devices use this account';
let names = 0;

beforeAll(async () => {
  house = await RadiusHouse.build();
  tenantId = await house.addTenant('one');
  await house.addNas(tenantId, { prefix: '127.0.0.1/32' });
  await house.addNas(tenantId, { prefix: '127.0.0.2/32', vendor: 'chillispot' });
  plan = await house.addPlan(tenantId, { deviceSlots: 2, maxSessions: 50 });
  await set('hotspot.macCookieDays', 3);
  await set('hotspot.landingUrl', 'https://isp.example/hello');
  await set('hotspot.logoffUrl', 'https://isp.example/bye');
  await set('hotspot.payUrl', 'https://isp.example/pay');
  await house.start();
});
afterAll(() => house.tearDown());

let name: string;
let subscriberId: string;
beforeEach(async () => {
  name = `guest${++names}`;
  subscriberId = await house.addSubscriber(tenantId, plan, { username: name });
  await eventually(() => house.outcome({ username: name }), 'accepted');
});

function set(key: string, value: unknown): Promise<unknown> {
  return house.inTenant(tenantId, (tx) =>
    sql`insert into settings.setting (tenant_id, key, value) values (${tenantId}, ${key}, ${JSON.stringify(value)}::jsonb)
      on conflict (tenant_id, key) do update set value = excluded.value`.execute(tx),
  );
}

const from = (station: string, more: object = {}) => house.outcome({ username: name, station, ...more });
const byMac = (mac: string) => house.outcome({ username: mac, password: mac, station: mac });

function keep(mac: string, seenAt = new Date()): Promise<boolean> {
  return house.database.as('radius').acrossTenants((tx) =>
    keepDevice(tx, {
      id: uuidv7(),
      tenantId,
      subscriberId,
      mac,
      seenAt,
      rememberedUntil: null,
      slots: 2,
      forgetBefore: new Date(seenAt.getTime() - 30 * day),
      most: 50,
    }),
  );
}

async function known(): Promise<string[]> {
  const { rows } = await house.inTenant(tenantId, (tx) =>
    sql<{
      mac: string;
    }>`select text(mac) as mac from hotspot.device where subscriber_id = ${subscriberId} order by mac`.execute(
      tx,
    ),
  );
  return rows.map(({ mac }) => mac);
}

describe('before a plan is one of hotspots', () => {
  test('its devices are neither counted nor remembered; from then on they are', async () => {
    for (const mac of macs.slice(0, 4)) expect(await from(mac)).toBe('accepted');
    expect(await byMac(macs[0]!)).not.toBe('accepted');
    await house.inTenant(tenantId, (tx) =>
      sql`update plans.plan set service = 'hotspot' where id = ${plan.planId}`.execute(tx),
    );
    await eventually(async () => {
      await from(macs[0]!);
      return known();
    }, [macs[0]!]);
    expect(await from(macs[1]!)).toBe('accepted');
    expect(await from(macs[2]!)).toBe(full);
    expect(await byMac(macs[1]!)).toBe('accepted');
  });
});

describe('the devices of a hotspot account', () => {
  test('are no more than there are slots, however many nodes keep them at once', async () => {
    const kept = await Promise.all(macs.map((mac) => keep(mac)));
    expect(kept.filter(Boolean)).toHaveLength(2);
    expect(await known()).toHaveLength(2);
  });

  test('that another node has let in count here by the change feed', async () => {
    expect([await keep(macs[4]!), await keep(macs[5]!)]).toEqual([true, true]);
    await eventually(() => from(macs[6]!), full);
    expect(await from(macs[4]!)).toBe('accepted');
  });

  test('that two nodes let in at once beyond the slots are let in no more', async () => {
    expect(await from(macs[0]!)).toBe('accepted');
    // Granted here before the other node's news came: only what the database keeps stays.
    const [, , third] = [await keep(macs[1]!), await keep(macs[2]!), await from(macs[3]!)];
    expect(['accepted', full]).toContain(third);
    await eventually(async () => (await known()).length, 2);
    const kept = await known();
    const dropped = [macs[0]!, macs[3]!].find((mac) => !kept.includes(mac))!;
    await eventually(() => from(dropped), full);
  });

  test('make room when they were not seen for long', async () => {
    await keep(macs[0]!, new Date(systemClock.now() - 31 * day));
    await keep(macs[1]!, new Date(systemClock.now() - 29 * day));
    await eventually(async () => {
      await from(macs[2]!);
      return known();
    }, [macs[1]!, macs[2]!]);
    await eventually(() => from(macs[3]!), full);
  });

  test('are remembered for one account alone: the one that proved its password last', async () => {
    const mac = macs[7]!;
    expect(await from(mac)).toBe('accepted');
    const first = name;
    name = `guest${++names}`;
    subscriberId = await house.addSubscriber(tenantId, plan, { username: name });
    await eventually(() => from(mac), 'accepted');
    await eventually(async () => {
      const { rows } = await house.inTenant(tenantId, (tx) =>
        sql<{
          username: string;
        }>`select s.username from hotspot.device d join subscribers.subscriber s on s.id = d.subscriber_id
          where d.mac = ${mac} and d.remembered_until is not null`.execute(tx),
      );
      return rows.map(({ username }) => username);
    }, [name]);
    expect(first).not.toBe(name);
    expect(await byMac(mac)).toBe('accepted');
    await set('hotspot.macCookieDays', null);
    await eventually(() => byMac(mac).then((outcome) => outcome === 'accepted'), false);
    await set('hotspot.macCookieDays', 3);
  });

  test('that find no slot give back the session that was claimed for them among the nodes', async () => {
    const asRadius = house.database.as('radius');
    await asRadius.acrossTenants((tx) =>
      sql`insert into platform.role_status (node, role, pid, version, started_at, beat_at)
        values ('another', 'radius', 1, '0', now(), now())`.execute(tx),
    );
    const claims = () => (house.role!.stats!()['claims'] as { hasOtherNodes: boolean }).hasOtherNodes;
    await eventually(async () => claims(), true);
    const outcomes = await Promise.all(macs.map((mac) => from(mac)));
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(2);
    const claimed = async () => {
      const { rows } = await asRadius.acrossTenants((tx) =>
        sql`select 1 from aaa.session_claim where subscriber_id = ${subscriberId}`.execute(tx),
      );
      return rows.length;
    };
    await eventually(claimed, 2);
  });

  test('are remembered while the database is away, and after a restart without it', async () => {
    const mac = macs[6]!;
    expect(await from(mac)).toBe('accepted');
    await eventually(known, [mac]);
    await eventually(async () => {
      await house.stop();
      await house.start({ databaseUrl: 'postgres://nobody@127.0.0.1:9/none' });
      const outcome = await byMac(mac);
      await house.stop();
      await house.start();
      return outcome;
    }, 'accepted');
  });
});

describe('a captive portal by RADIUS', () => {
  test('is told its pages in the words of its vendor', async () => {
    const accept = await house.login({ username: name, station: macs[0]! });
    expect(accept!.get(WisprRedirectionUrl)).toBe('https://isp.example/hello');
    expect(accept!.get(WisprLogoffUrl)).toBe('https://isp.example/bye');
    await set('policy.walledGarden', {
      pool: null,
      addressList: 'to-pay',
      downloadBps: 1_000,
      uploadBps: 1_000,
    });
    await set('policy.walledFor', ['suspended']);
    await house.change(tenantId, subscriberId, { status: 'suspended' });
    const pages = async () => {
      const reply = await house.login({ username: name, station: macs[0]! });
      return [reply!.get(WisprRedirectionUrl), reply!.get(WisprLogoffUrl), reply!.get(MikrotikAdvertiseUrl)];
    };
    const pay = 'https://isp.example/pay';
    await eventually(pages, [pay, undefined, pay]);
  });

  test('that is a CoovaChilli fetches the walled garden as its administrative user', async () => {
    await house.inTenant(tenantId, (tx) =>
      sql`insert into hotspot.walled_garden_entry (tenant_id, id, host, prefix, protocol, port) values
        (${tenantId}, ${uuidv7()}, 'pay.example.com', null, null, null),
        (${tenantId}, ${uuidv7()}, '*.bank.example', null, null, null),
        (${tenantId}, ${uuidv7()}, null, '203.0.113.7/32', 'tcp', 443)`.execute(tx),
    );
    const ask = (localAddress: string, isSigned: boolean) =>
      house.send(
        new PacketBuilder(Code.AccessRequest)
          .add(UserName, 'chillispot')
          .add(ServiceType, ServiceType.values['Administrative-User']),
        'auth',
        { localAddress, isSigned },
      );
    await eventually(async () => {
      const reply = await ask('127.0.0.2', true);
      return [
        reply!.code,
        reply!
          .getAll(ChillispotUamAllowed)
          .flatMap((line) => line.split(','))
          .toSorted(),
        reply!.getAll(ChillispotConfig),
      ];
    }, [Code.AccessAccept, ['pay.example.com', 'tcp:203.0.113.7:443'], ['uamdomain=.bank.example']]);
    expect((await ask('127.0.0.2', false))!.code).toBe(Code.AccessReject);
    expect((await ask('127.0.0.1', true))!.code).toBe(Code.AccessReject);
  });
});
