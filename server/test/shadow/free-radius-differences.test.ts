import { SeededRandom, systemClock } from '@trunkline/kit';

import { addPasswordProof, CallingStationId, Code, PacketBuilder, SharedSecret } from '@trunkline/radius';
import { atScale, faultSeed, recordFigures } from '@trunkline/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, RadiusHouse, secret } from '../aaa/radius-house.ts';
import { OtherServer } from './other-server.ts';
import {
  addSeeded,
  alikeUsers,
  password,
  postAuth,
  seeded,
  usersEntry,
  type SeededUser,
} from './seeded-users.ts';
import { foundDisagreements, shadowSums, writeShadow } from './shadow-house.ts';

const logins = atScale({ ci: 2_500, full: 100_000 });
const people = atScale({ ci: 480, full: 960 });
/** A login costs two servers and their tester some milliseconds together. */
const limitMs = atScale({ ci: 60_000, full: 900_000 });
/** Enough that the relay's sockets and queues are really shared, below what loses packets on a busy machine. */
const outstanding = 48;

let house: RadiusHouse;
let other: OtherServer;
let tenantId: string;
const equals = alikeUsers(people);

beforeAll(async () => {
  house = await RadiusHouse.build();
  tenantId = await house.addTenant('changing');
  await house.addNas(tenantId, { prefix: '127.0.0.1/32' });
  await addSeeded(house, tenantId, [...seeded, ...equals]);
  other = await OtherServer.start({ users: [...seeded, ...equals].map(usersEntry).join(''), postAuth });
  await writeShadow(house, tenantId, { mode: 'proxy', server: other });
  await house.start();
}, limitMs);

afterAll(async () => {
  await house.tearDown();
  await other.stop();
});

/** As a patient router does: a machine that stands still for a second is not what is asked about. */
async function logIn({ username, login }: SeededUser): Promise<boolean> {
  const request = new PacketBuilder(Code.AccessRequest);
  const { method = 'pap' } = login;
  addPasswordProof(request, { method, userName: username, password: login.password ?? password });
  if (login.station) request.add(CallingStationId, login.station);
  const endpoint = { address: '127.0.0.1', port: house.port('auth'), secret: new SharedSecret(secret) };
  return (await house.client().send(request, endpoint)).kind === 'reply';
}

test(
  'every seeded disagreement is found by its kind, and none among those who are alike',
  async () => {
    const random = new SeededRandom(faultSeed('shadow-differences'));
    const startedMs = systemClock.monotonic();
    // Everybody with a difference at least twice, at moments that chance chooses among all the others.
    const order = Array.from({ length: logins }, (_none, n) =>
      n < 2 * seeded.length ? seeded[n % seeded.length]! : equals[random.integer(equals.length)]!,
    );
    for (let n = order.length - 1; n > 0; n--) {
      const m = random.integer(n + 1);
      [order[n], order[m]] = [order[m]!, order[n]!];
    }
    let answered = 0;
    await Promise.all(
      Array.from({ length: outstanding }, async () => {
        for (let user = order.pop(); user; user = order.pop()) {
          if (await logIn(user)) answered++;
        }
      }),
    );
    expect(answered).toBe(logins);
    await eventually(async () => (await shadowSums(house, tenantId)).logins, logins);

    const found = await foundDisagreements(house, tenantId);
    const kindsOf = Map.groupBy(found, ({ username }) => username);
    const missed = seeded.filter(
      ({ username, kinds }) =>
        String((kindsOf.get(username) ?? []).map(({ kind }) => kind)) !== String(kinds),
    );
    expect(missed.map(({ username }) => [username, kindsOf.get(username)?.map(({ kind }) => kind)])).toEqual(
      [],
    );
    const seededNames = new Set(seeded.map(({ username }) => username));
    expect(found.filter(({ username }) => !seededNames.has(username))).toEqual([]);

    const kinds = new Set(found.map(({ kind }) => kind));
    expect(kinds.size).toBeGreaterThanOrEqual(20);
    const mildOnly = seeded.filter(({ username }) => kindsOf.get(username)!.every(({ isMild }) => isMild));
    expect(await shadowSums(house, tenantId)).toMatchObject({
      disagreeing: 2 * (seeded.length - mildOnly.length),
      mild: 2 * mildOnly.length,
      notCompared: 0,
    });
    expect(JSON.stringify(found)).not.toContain(password);
    recordFigures('shadow-differences', {
      logins,
      kinds: kinds.size,
      perSecond: Math.round((logins * 1000) / (systemClock.monotonic() - startedMs)),
    });
  },
  limitMs,
);
