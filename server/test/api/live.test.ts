import type { AddressInfo } from 'node:net';
import { uuidv7 } from '@trunkline/kit';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { announceSessions } from '../../src/modules/live/index.ts';
import { AuthLogWriter } from '../../src/modules/aaa/index.ts';
import { housekeepingSteps } from '../../src/roles/worker/tick-steps.ts';
import { AccountingLine, insertNas, recordOf, type TestNas } from '../accounting/accounting-world.ts';
import { listenToEvents, type Listener } from '../support/listen-to-events.ts';
import { startApiUnderTest, type ApiUnderTest, type TenantUnderTest } from './api-under-test.ts';

let api: ApiUnderTest;
let north: TenantUnderTest;
let south: TenantUnderTest;
let nas: TestNas;
let line: AccountingLine;
let url: string;
const listeners: Listener[] = [];

beforeAll(async () => {
  api = await startApiUnderTest();
  north = await api.makeTenant('north');
  south = await api.makeTenant('south');
  nas = await insertNas(api.database, { tenantId: north.id }, { prefix: '10.1.0.1/32' });
  line = new AccountingLine(api.database);
  await api.app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}/api/live`;
});
afterEach(() => {
  for (const listener of listeners.splice(0)) listener.leave();
});
afterAll(async () => {
  await line.close();
  await api.close();
});

/** Listens, and waits for the first figures: from then on whatever happens is news. */
async function listen(token: string): Promise<Listener> {
  const listener = await listenToEvents(url, token);
  listeners.push(listener);
  await listener.until((events) => events.some(({ name }) => name === 'figures'));
  return listener;
}

const named = ({ events }: Listener, name: string) =>
  events.filter((event) => event.name === name).map(({ data }) => data);

const looks = async (): Promise<number> => {
  await sql`select pg_stat_force_next_flush()`.execute(api.database.as('owner').kysely);
  const { rows } = await sql<{ n: number }>`
    select coalesce(sum(idx_scan), 0)::integer as n from pg_stat_user_tables where schemaname = 'live'`.execute(
    api.database.as('owner').kysely,
  );
  return rows[0]!.n;
};

describe('GET /api/live', () => {
  it('is a stream that proxies pass on at once', async () => {
    const { status, headers } = await listen(north.token);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(headers.get('cache-control')).toContain('no-transform');
    expect(headers.get('x-accel-buffering')).toBe('no');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('needs a session', async () => {
    expect((await fetch(url)).status).toBe(401);
  });

  it('tells of sessions that open and end, of this tenant alone', async () => {
    const [ours, theirs] = [await listen(north.token), await listen(south.token)];
    await line.write([recordOf(nas, { status: 'Start', atS: 0, sessionId: 'one' })]);
    await line.fold.step();
    await ours.until(() => named(ours, 'session').length === 1);
    await line.write([recordOf(nas, { status: 'Stop', atS: 60, sessionId: 'one', sessionTimeS: 60 })]);
    await line.fold.step();
    await ours.until(() => named(ours, 'session').length === 2);
    expect(named(ours, 'session')).toMatchObject([
      { kind: 'started', username: 'anna', nasId: nas.nasId },
      { kind: 'stopped', username: 'anna', nasId: nas.nasId },
    ]);
    expect(named(theirs, 'session')).toEqual([]);
  });

  it('tells of logins once, with their reason', async () => {
    const ours = await listen(north.token);
    const writer = new AuthLogWriter({
      database: api.database.as('radius'),
      onFault: (error) => expect(error).toBe(0),
    });
    const row = {
      tenantId: north.id,
      id: uuidv7(),
      atMs: Date.now(),
      nasId: nas.nasId,
      subscriberId: null,
      username: '<b>x</b>',
      callingStationId: null,
      nasPortId: null,
      method: 'pap',
      outcome: 'rejected',
      reason: 'aaa.unknown_user',
      count: 1,
    } as const;
    await writer.write([row]);
    await ours.until(() => named(ours, 'login').length > 0);
    await writer.write([{ ...row, id: uuidv7(), username: 'ben', outcome: 'accepted', reason: null }]);
    await ours.until(() => named(ours, 'login').length > 1);
    expect(named(ours, 'login')).toMatchObject([
      { username: '<b>x</b>', outcome: 'rejected', reason: 'aaa.unknown_user' },
      { username: 'ben', outcome: 'accepted', reason: null },
    ]);
  });

  it('follows an order to a NAS from the order to its end', async () => {
    const ours = await listen(north.token);
    await line.write([recordOf(nas, { status: 'Start', atS: 100, sessionId: 'two' })]);
    await line.fold.step();
    await ours.until(() => named(ours, 'session').some(({ kind }) => kind === 'started'));
    const { id } = named(ours, 'session')[0] as { id: string };
    const ordered = await api.call({
      as: north.token,
      method: 'POST',
      url: `/api/sessions/${id}/disconnect`,
      body: {},
    });
    await ours.until(() => named(ours, 'disconnect').length > 0);
    await line.write([recordOf(nas, { status: 'Stop', atS: 160, sessionId: 'two', sessionTimeS: 60 })]);
    await line.fold.step();
    await ours.until(() => named(ours, 'disconnect').some(({ state }) => state === 'confirmed'));
    expect(named(ours, 'disconnect')).toMatchObject([
      { id: ordered.data.id, sessionId: id, state: 'queued' },
      { id: ordered.data.id, sessionId: id, state: 'confirmed' },
    ]);
  });

  it('tells staff what their role may see, and nothing else', async () => {
    const { token } = await api.makeStaff(north, ['sessions.read']);
    const clerk = await listen(token);
    await api.database.as('fold').acrossTenants((tx) =>
      announceSessions(tx, [
        {
          tenantId: north.id,
          id: uuidv7(),
          nasId: nas.nasId,
          subscriberId: null,
          username: 'x',
          kind: 'started',
        },
      ]),
    );
    await clerk.until(() => named(clerk, 'session').length > 0);
    expect(Object.keys(named(clerk, 'figures')[0]!).toSorted()).toEqual([
      'at',
      'downloadBps',
      'online',
      'uploadBps',
    ]);
    const { token: none } = await api.makeStaff(north, []);
    const bystander = await listenToEvents(url, none);
    listeners.push(bystander);
    await clerk.until(() => named(clerk, 'figures').length > 1);
    expect(bystander.events.map(({ name, data }) => [name, Object.keys(data)])).toEqual(
      bystander.events.map(() => ['figures', ['at']]),
    );
  });

  it('says of a storm only that it was missed', async () => {
    const ours = await listen(north.token);
    const change = {
      tenantId: north.id,
      nasId: nas.nasId,
      subscriberId: null,
      username: 'x',
      kind: 'started',
    } as const;
    const storm = Array.from({ length: 500 }, () => ({ ...change, id: uuidv7() }));
    await api.database.as('fold').acrossTenants((tx) => announceSessions(tx, storm));
    await ours.until(() => named(ours, 'missed').length > 0);
    expect(named(ours, 'session')).toEqual([]);
  });

  it('asks the database once for all who listen, and nothing when nobody does', async () => {
    const many = await Promise.all(Array.from({ length: 8 }, () => listen(north.token)));
    const first = many[0]!;
    const figures = (): number => named(first, 'figures').length;
    const [before, told] = [await looks(), figures()];
    await first.until(() => figures() >= told + 1);
    // A look a second: of eight listeners five seconds would take forty.
    expect((await looks()) - before).toBeLessThan(20);
  });
});

it('events are forgotten after minutes', async () => {
  const owner = api.database.as('owner').kysely;
  const rows = async (): Promise<number> => {
    const found = await sql<{ n: number }>`select count(*)::integer as n from live.event`.execute(owner);
    return found.rows[0]!.n;
  };
  expect(await rows()).toBeGreaterThan(0);
  await sql`update live.event set recorded_at = recorded_at - interval '6 minutes'`.execute(owner);
  const steps = housekeepingSteps(api.database.as('worker'));
  await steps.find(({ name }) => name === 'prune-live-events')!.run(0);
  expect(await rows()).toBe(0);
});

it('a stop of the server ends the streams at once', async () => {
  const ours = await listen(north.token);
  await api.app.close();
  await ours.untilEnd();
  expect(ours.isEnded()).toBe(true);
});
