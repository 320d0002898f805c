import { Class, Code } from '@trunkline/radius';
import { atScale, recordFigures } from '@trunkline/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, RadiusHouse } from '../aaa/radius-house.ts';
import { OtherServer } from './other-server.ts';
import { addSeeded, alikeUsers, password, usersEntry, type SeededUser } from './seeded-users.ts';
import { foundDisagreements, shadowSums, writeShadow } from './shadow-house.ts';

const switches = atScale({ ci: 4, full: 40 });
const senders = 16;
const theirClass = '0x7468656972';

let house: RadiusHouse;
let other: OtherServer;
let tenantId: string;
/** Let in by both. */
const people: SeededUser[] = alikeUsers(160).filter(
  ({ here, there, check, login }) =>
    here !== false && there !== false && check === undefined && login.password === undefined,
);

beforeAll(async () => {
  house = await RadiusHouse.build();
  tenantId = await house.addTenant('switching');
  await house.addNas(tenantId, { prefix: '127.0.0.1/32' });
  await addSeeded(
    house,
    tenantId,
    people.map((user) => ({ ...user, here: { ...user.here, maxSessions: 1_000 } })),
  );
  const users = people.map((user) => usersEntry({ ...user, there: { ...user.there, Class: theirClass } }));
  other = await OtherServer.start({ users: users.join('') });
  await writeShadow(house, tenantId, { mode: 'proxy', server: other });
  await house.start();
}, 60_000);

afterAll(async () => {
  await house.tearDown();
  await other.stop();
});

test('over and back under running logins and accounting no answer is lost, and each side answers in its time', async () => {
  const counts = { theirs: 0, ours: 0, acknowledged: 0, lost: 0 };
  const ending = new AbortController();
  let last: 'theirs' | 'ours' = 'theirs';
  const logIn = async (n: number): Promise<void> => {
    const user = people[n % people.length]!;
    const reply = await house.login({ username: user.username, password, ...user.login });
    if (reply?.code !== Code.AccessAccept) return void counts.lost++;
    last = String(reply.get(Class)) === 'their' ? 'theirs' : 'ours';
    counts[last]++;
  };
  const account = async (n: number): Promise<void> => {
    const { username } = people[n % people.length]!;
    const reply = await house.report({ username, sessionId: `${n}`, status: 'Start' });
    if (reply?.code === Code.AccountingResponse) counts.acknowledged++;
    else counts.lost++;
  };
  const running = Array.from({ length: senders }, async (_none, sender) => {
    for (let n = sender; !ending.signal.aborted; n += senders)
      await (sender % 4 === 0 ? account(n) : logIn(n));
  });
  for (let n = 0; n < switches; n++) {
    const to = n % 2 === 0 ? 'ours' : 'theirs';
    const before = counts[to];
    await writeShadow(house, tenantId, { answeredBy: to });
    await eventually(async () => counts[to] > before + 200 && last === to, true);
  }
  ending.abort();
  await Promise.all(running);
  expect(counts.lost).toBe(0);
  expect(counts.theirs).toBeGreaterThan(200);
  await eventually(async () => (await shadowSums(house, tenantId)).logins, counts.theirs);
  expect(await foundDisagreements(house, tenantId)).toEqual([]);
  expect(other.accounting()).toContain('Acct-Status-Type = Start');
  recordFigures('shadow-switching', { switches, ...counts });
});

test('a server that hangs costs its routers an answer, and switching gives it back to them', async () => {
  const username = people[0]!.username;
  await writeShadow(house, tenantId, { answeredBy: 'theirs' });
  await eventually(async () => (await house.login({ username, password }))?.raw(Class)?.length, 5);
  other.hang();
  expect(await house.login({ username, password })).toBeUndefined();
  await writeShadow(house, tenantId, { answeredBy: 'ours' });
  await eventually(async () => (await house.login({ username, password }))?.code, Code.AccessAccept);
  other.goOn();
});
