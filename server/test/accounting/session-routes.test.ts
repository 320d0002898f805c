import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApiUnderTest, type ApiUnderTest, type TenantUnderTest } from '../api/api-under-test.ts';
import { AccountingLine, insertNas, insertSubscriber, recordOf, type TestNas } from './accounting-world.ts';

let api: ApiUnderTest;
let north: TenantUnderTest;
let south: TenantUnderTest;
let nas: TestNas;
let line: AccountingLine;
let addresses = 0;

beforeAll(async () => {
  api = await startApiUnderTest();
  north = await api.makeTenant('north');
  south = await api.makeTenant('south');
});
afterAll(() => api.close());

beforeEach(async () => {
  nas = await insertNas(api.database, { tenantId: north.id }, { prefix: `10.1.0.${++addresses}/32` });
  line = new AccountingLine(api.database);
});
afterEach(() => line.close());

describe('the list of sessions', () => {
  it('is filtered, paged, and shows a tenant its own alone', async () => {
    await line.write([
      recordOf(nas, {
        status: 'Start',
        atS: 0,
        sessionId: 'a',
        callingStationId: 'AA:BB:CC:DD:EE:FF',
        framedIp: '10.20.0.5',
      }),
      recordOf(nas, { status: 'Start', atS: 5, sessionId: 'b', username: 'ben', framedIp: '10.20.0.6' }),
      recordOf(nas, { status: 'Stop', atS: 9, sessionId: 'c', username: 'cem', download: 7n }),
    ]);
    await line.foldAll();
    const names = async (query: string, as = north.token): Promise<string[]> => {
      const listed = await api.call({ as, url: `/api/sessions?nasId=${nas.nasId}${query}` });
      return (listed.data as { username: string }[]).map((session) => session.username).toSorted();
    };
    expect(await names('')).toEqual(['anna', 'ben', 'cem']);
    expect(await names('&online=true')).toEqual(['anna', 'ben']);
    expect(await names('&online=false')).toEqual(['cem']);
    expect(await names('&ip=10.20.0.6')).toEqual(['ben']);
    expect(await names('&mac=aabb.ccdd.eeff')).toEqual(['anna']);
    expect(await names('&username=cem')).toEqual(['cem']);
    expect(await names('', south.token)).toEqual([]);
    const first = await api.call({ as: north.token, url: `/api/sessions?nasId=${nas.nasId}&limit=2` });
    const cursor = encodeURIComponent(first.meta!.nextCursor!);
    const rest = await api.call({
      as: north.token,
      url: `/api/sessions?nasId=${nas.nasId}&limit=2&cursor=${cursor}`,
    });
    expect([first.data.length, rest.data.length, rest.meta!.nextCursor]).toEqual([2, 1, null]);
    expect((await api.call({ as: north.token, url: '/api/sessions?mac=nonsense' })).status).toBe(400);
  });
});

describe('what a subscriber used', () => {
  it('is told day by day with its sum, within the tenant and within a period', async () => {
    const username = `user-of-${nas.nasId}`;
    const { subscriberId } = await insertSubscriber(api.database, { tenantId: north.id }, { username });
    const dayS = 86_400;
    await line.write([
      recordOf(nas, {
        status: 'Interim-Update',
        atS: 0,
        username,
        sessionTimeS: 10,
        upload: 1n,
        download: 5n,
      }),
      recordOf(nas, {
        status: 'Interim-Update',
        atS: dayS,
        username,
        sessionTimeS: 20,
        upload: 3n,
        download: 9n,
      }),
      recordOf(nas, { status: 'Stop', atS: 5 * dayS, username, sessionTimeS: 30, upload: 4n, download: 9n }),
    ]);
    await line.foldAll();
    const usage = (period: string, as = north.token) =>
      api.call({ as, url: `/api/subscribers/${subscriberId}/usage?${period}` });
    expect((await usage('from=2026-03-10&to=2026-03-11')).data).toEqual({
      total: { uploadBytes: 3, downloadBytes: 9, sessionTimeS: 20 },
      days: [
        { day: '2026-03-10', uploadBytes: 1, downloadBytes: 5, sessionTimeS: 10 },
        { day: '2026-03-11', uploadBytes: 2, downloadBytes: 4, sessionTimeS: 10 },
      ],
    });
    expect((await usage('from=2026-03-11&to=2026-03-10')).code).toBe('sessions.invalid_period');
    expect((await usage('from=2020-01-01&to=2026-03-10')).code).toBe('sessions.invalid_period');
    expect((await usage('from=2026-03-10&to=2026-03-11', south.token)).status).toBe(404);
    const sessions = await api.call({ as: north.token, url: `/api/subscribers/${subscriberId}/sessions` });
    expect(sessions.data).toMatchObject([{ username, uploadBytes: 4, isOnline: false }]);
  });
});
