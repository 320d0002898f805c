import { RouterOSAPI } from 'node-routeros';
import { afterEach, expect, test } from 'vitest';
import { startRouterosDevice } from './routeros-device.ts';
import { makeSelfSignedCertificate } from './self-signed-certificate.ts';

/** Somebody else's client: what ours and our router agree on by mistake would show here. */
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const listen = { address: '127.0.0.1', port: 0 };
const user = { name: 'api', password: 'pass word=1' };
const bob = {
  userName: 'bob',
  callerId: '02:00:00:00:00:01',
  address: '10.1.2.3',
  sessionId: '81700012',
  rateLimit: '10M/50M',
  demand: { uploadBps: 0, downloadBps: 0 },
};

async function start(version: string, tls?: 'certificate' | 'anonymous') {
  const certificate = tls === 'anonymous' ? tls : makeSelfSignedCertificate('router');
  const device = await startRouterosDevice({
    seed: 1,
    listen,
    users: [user],
    version,
    ...(tls ? { tls: { listen, certificate } } : {}),
  });
  closers.push(() => device.stop());
  const api = new RouterOSAPI({
    host: '127.0.0.1',
    port: tls ? device.tlsPort! : device.port,
    user: user.name,
    password: user.password,
    timeout: 5,
    ...(tls ? { tls: { rejectUnauthorized: false } } : {}),
  });
  return { device, api };
}

test.each([
  ['7.15.3', undefined],
  ['6.49.10', undefined],
  ['6.42.12', undefined],
  ['7.15.3', 'certificate'],
] as const)('logs in to %s (TLS: %s), prints, adds, changes and removes', async (version, tls) => {
  const { device, api } = await start(version, tls);
  device.open(bob);
  await api.connect();
  closers.push(() => api.close());
  expect(await api.write('/ppp/active/print')).toMatchObject([
    { name: 'bob', address: '10.1.2.3', 'session-id': '0x81700012', radius: 'true' },
  ]);
  const [added] = await api.write('/queue/simple/add', [
    '=name=slow',
    '=target=10.1.2.3',
    '=max-limit=1M/2M',
  ]);
  expect(added!.ret).toMatch(/^\*[0-9A-F]+$/);
  await api.write('/queue/simple/set', [`=.id=${added!.ret as string}`, '=comment=a=b']);
  expect(
    await api.write('/queue/simple/print', ['?comment=a=b', '=.proplist=name,max-limit,comment']),
  ).toEqual([{ name: 'slow', 'max-limit': '1000000/2000000', comment: 'a=b' }]);
  await api.write('/queue/simple/remove', [`=.id=${added!.ret as string}`]);
  expect(await api.write('/queue/simple/print', ['?dynamic=false'])).toEqual([]);
});

test('several commands at once get each its own answer, refusals too', async () => {
  const { device, api } = await start('7.15.3');
  for (let index = 0; index < 300; index++) {
    device.open({ ...bob, userName: `user-${index}`, address: `10.1.${index >> 8}.${index & 255}` });
  }
  await api.connect();
  closers.push(() => api.close());
  const [all, some, refused, identity] = await Promise.allSettled([
    api.write('/interface/print', ['?type=pppoe-in']),
    // pppoe AND (user-1 OR user-2), as in RouterOS's manual.
    api.write('/ppp/active/print', ['?service=pppoe', '?name=user-1', '?name=user-2', '?#|', '?#&']),
    api.write('/ppp/active/remove', ['=.id=*FFFF']),
    api.write('/system/identity/print'),
  ]);
  expect(all).toMatchObject({ status: 'fulfilled' });
  expect((all as PromiseFulfilledResult<unknown[]>).value).toHaveLength(300);
  expect((some as PromiseFulfilledResult<{ name: string }[]>).value.map(({ name }) => name)).toEqual([
    'user-1',
    'user-2',
  ]);
  expect(refused).toMatchObject({ status: 'rejected', reason: { message: 'no such item' } });
  expect(identity).toMatchObject({ value: [{ name: 'sim-router' }] });
});

test.each(['7.15.3', '6.42.12'])('a wrong password is refused by %s', async (version) => {
  const { api } = await start(version);
  const wrong = Object.assign(api, { password: 'wrong' });
  await expect(wrong.connect()).rejects.toBeTruthy();
});

test('words of every length that a prefix tells arrive whole', async () => {
  const { api } = await start('7.15.3');
  await api.connect();
  closers.push(() => api.close());
  for (const length of [1, 110, 127, 128, 300, 16_383, 16_384, 70_000]) {
    const comment = 'c'.repeat(length);
    const [{ ret }] = (await api.write('/ip/pool/add', [`=name=p${length}`, `=comment=${comment}`])) as [
      { ret: string },
    ];
    const [row] = await api.write('/ip/pool/print', [`?.id=${ret}`]);
    expect(row).toMatchObject({ comment });
  }
});
