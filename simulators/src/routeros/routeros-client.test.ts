import {
  listPppActive,
  ping,
  pppSecrets,
  readIdentity,
  readResource,
  RouterosCertificateChanged,
  RouterosClient,
  RouterosClosed,
  RouterosLoginRefused,
  RouterosTimeout,
  RouterosTrap,
  type ConnectOptions,
} from '@trunkline/routeros';
import { afterEach, describe, expect, test } from 'vitest';
import type { RouterosDeviceOptions } from './device-options.ts';
import { startRouterosDevice, type RouterosDevice } from './routeros-device.ts';
import { makeSelfSignedCertificate } from './self-signed-certificate.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const listen = { address: '127.0.0.1', port: 0 };
const user = { name: 'api', password: 'test' };
const quiet = {
  callerId: '',
  address: '10.0.0.2',
  sessionId: '81',
  demand: { uploadBps: 0, downloadBps: 0 },
};

async function start(options: Partial<RouterosDeviceOptions> = {}): Promise<RouterosDevice> {
  const device = await startRouterosDevice({ seed: 1, listen, users: [user], version: '7.18.2', ...options });
  closers.push(() => device.stop());
  return device;
}

async function connect(
  device: RouterosDevice,
  options: Partial<ConnectOptions> = {},
): Promise<RouterosClient> {
  const client = await RouterosClient.connect({
    host: '127.0.0.1',
    port: options.tls ? device.tlsPort! : device.port,
    username: user.name,
    password: user.password,
    timeoutMs: 5_000,
    ...options,
  });
  closers.push(() => client.close());
  return client;
}

describe('login', () => {
  test.each(['7.18.2', '6.49.10', '6.42.12'])(
    'a router of version %s takes the right password',
    async (version) => {
      const device = await start({ version });
      expect((await readResource(await connect(device))).version).toContain(version);
    },
  );

  test.each(['7.18.2', '6.42.12'])(
    'a router of version %s refuses a wrong one, and nothing stays open',
    async (version) => {
      const device = await start({ version });
      await expect(connect(device, { password: 'wrong' })).rejects.toThrow(RouterosLoginRefused);
      await expect(connect(device, { username: 'nobody' })).rejects.toThrow(RouterosLoginRefused);
      await expect.poll(() => device.connections).toBe(0);
    },
  );

  test('the password goes to the router in the first sentence and in no other', async () => {
    const device = await start();
    await readIdentity(await connect(device));
    const told = device.record.sentences.filter(({ words }) => words.join().includes(user.password));
    expect(told.map(({ words }) => words[0])).toEqual(['/login']);
  });
});

describe('trust', () => {
  const certificate = makeSelfSignedCertificate('bras-1');

  test('the fingerprint is learned from the first connection and demanded from then on', async () => {
    const device = await start({ tls: { listen, certificate } });
    const first = await connect(device, { tls: {} });
    expect(first.fingerprint).toBe(certificate.fingerprint);
    const again = await connect(device, { tls: { fingerprint: first.fingerprint } });
    expect(await readIdentity(again)).toBe('sim-router');
  });

  test('another certificate is refused before the password is sent', async () => {
    const device = await start({ tls: { listen, certificate: makeSelfSignedCertificate('another') } });
    const connecting = connect(device, { tls: { fingerprint: certificate.fingerprint } });
    await expect(connecting).rejects.toThrow(RouterosCertificateChanged);
    expect(device.record.count).toBe(0);
  });

  test('a router without a certificate is taken while none is known, and refused when one is', async () => {
    const device = await start({ tls: { listen, certificate: 'anonymous' } });
    const client = await connect(device, { tls: {} });
    expect(client.fingerprint).toBeUndefined();
    expect(await readIdentity(client)).toBe('sim-router');
    const connecting = connect(device, { tls: { fingerprint: certificate.fingerprint } });
    await expect(connecting).rejects.toThrow(RouterosCertificateChanged);
  });

  test('TLS to a port that does not speak it ends, and does not wait', async () => {
    const device = await start();
    await expect(connect(device, { tls: {}, port: device.port, timeoutMs: 2_000 })).rejects.toThrow(
      /connection/,
    );
  });
});

describe('connection', () => {
  test('nobody there, and a router that takes no connections, are told apart from a wrong password', async () => {
    const device = await start({ faults: { refusesConnections: true } });
    await expect(connect(device)).rejects.toThrow(RouterosClosed);
    await device.stop();
    await expect(connect(device)).rejects.toThrow(RouterosClosed);
  });

  test('many commands are under way at once, and each gets its own rows', async () => {
    const device = await start();
    for (let index = 0; index < 500; index++) {
      device.open({ ...quiet, userName: `u${index}`, address: `10.0.${index >> 8}.${index & 255}` });
    }
    const client = await connect(device);
    const names = await Promise.all(
      Array.from({ length: 40 }, (_, index) => listPppActive(client, { where: { name: `u${index}` } })),
    );
    expect(names.map((found) => found.map(({ name }) => name))).toEqual(
      names.map((_, index) => [`u${index}`]),
    );
    expect(await listPppActive(client)).toHaveLength(500);
    expect(device.connected).toBe(1);
  });

  test('a router that dies takes the commands under way with it, and says when', async () => {
    const device = await start({ faults: { dies: { atCommand: 2, when: 'before' } } });
    const client = await connect(device);
    await readIdentity(client);
    await expect(readIdentity(client)).rejects.toThrow(RouterosClosed);
    expect(await client.whenClosed).toBeInstanceOf(RouterosClosed);
    expect(client.isOpen).toBe(false);
    await expect(readIdentity(client)).rejects.toThrow(RouterosClosed);
  });

  test('a slow router is left in time, and its late answer harms nobody', async () => {
    const device = await start();
    const client = await connect(device);
    device.setFaults({ answerDelayMs: 150 });
    await expect(readIdentity(client, { timeoutMs: 50 })).rejects.toThrow(RouterosTimeout);
    device.setFaults({ answerDelayMs: 0 });
    expect(await readIdentity(client)).toBe('sim-router');
    await expect.poll(() => client.inFlight).toBe(0);
    expect(client.isOpen).toBe(true);
  });

  test('a ping that nobody waits for any more is cancelled at the router', async () => {
    const device = await start();
    const client = await connect(device);
    const signal = AbortSignal.timeout(100);
    await expect(ping(client, { address: '10.0.0.1', count: 20 }, { signal })).rejects.toThrow(/timeout/);
    await expect.poll(() => client.inFlight).toBe(0);
    expect(device.record.commands.map(([path]) => path)).toEqual(['/tool/ping', '/cancel']);
  });

  test('a signal ends the attempt to connect', async () => {
    const device = await start({ faults: { answerDelayMs: 10_000 } });
    const signal = AbortSignal.timeout(50);
    await expect(connect(device, { signal })).rejects.toThrow(/timeout/);
    await expect.poll(() => device.connections).toBe(0);
  });

  test('a user who may only look is told so, and the connection goes on', async () => {
    const device = await start({ users: [{ ...user, mayWrite: false }] });
    const client = await connect(device);
    await expect(pppSecrets.add(client, { name: 'x' })).rejects.toThrow(RouterosTrap);
    expect(await pppSecrets.list(client)).toEqual([]);
  });
});
