import { expect, test } from 'vitest';
import { InvalidSetting, readConfig } from './index.ts';

test('without any setting the product listens on all addresses and keeps its home in the checkout', () => {
  const config = readConfig({ TRUNKLINE_NODE: 'pop-1' }, '/srv/trunkline');
  expect(config).toEqual({
    home: '/srv/trunkline/var',
    keysDirectory: '/srv/trunkline/var/keys',
    databaseUrl: undefined,
    metrics: { address: '127.0.0.1', port: 9464 },
    role: {
      node: 'pop-1',
      logLevel: 'info',
      dataDirectory: '/srv/trunkline/var/data',
      journalDirectory: '/srv/trunkline/var/data/journal',
      snapshotDirectory: '/srv/trunkline/var/data/snapshot',
      keysDirectory: '/srv/trunkline/var/keys',
      http: { address: '::', port: 8080, trustedProxies: [] },
      radius: {
        addresses: ['0.0.0.0', '::'],
        authPort: 1812,
        acctPort: 1813,
        radsec: { port: 2083, names: ['pop-1'] },
      },
      mayRoutersBeLocal: false,
    },
  });
});

test('every setting is taken', () => {
  const { home, role, metrics, databaseUrl } = readConfig(
    {
      TRUNKLINE_HOME: '/var/lib/isp/',
      DATABASE_URL: 'postgresql://admin:pw@db/postgres',
      TRUNKLINE_HTTP_ADDRESS: '127.0.0.1',
      TRUNKLINE_HTTP_PORT: '0',
      TRUNKLINE_RADIUS_ADDRESS: '10.0.0.1, fd00::1',
      TRUNKLINE_AUTH_PORT: '11812',
      TRUNKLINE_ACCT_PORT: '11813',
      TRUNKLINE_RADSEC_PORT: '12083',
      TRUNKLINE_RADSEC_NAME: 'radsec.example.net, 192.0.2.1',
      TRUNKLINE_RADSEC_CERTIFICATE: '/etc/ssl/radsec.pem',
      TRUNKLINE_RADSEC_KEY: '/etc/ssl/radsec.key',
      TRUNKLINE_METRICS_ADDRESS: '::1',
      TRUNKLINE_METRICS_PORT: '19464',
      TRUNKLINE_LOG_LEVEL: 'debug',
      TRUNKLINE_NODE: 'pop-1',
      TRUNKLINE_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,fd00::/8',
      TRUNKLINE_LOCAL_ROUTERS: 'yes',
    },
    '/srv/trunkline',
  );
  expect(home).toBe('/var/lib/isp');
  expect(databaseUrl?.reveal()).toBe('postgresql://admin:pw@db/postgres');
  expect(role.http).toEqual({
    address: '127.0.0.1',
    port: 0,
    trustedProxies: ['127.0.0.1', '10.0.0.0/8', 'fd00::/8'],
  });
  expect(role.radius).toEqual({
    addresses: ['10.0.0.1', 'fd00::1'],
    authPort: 11812,
    acctPort: 11813,
    radsec: {
      port: 12083,
      names: ['radsec.example.net', '192.0.2.1'],
      ownFiles: { certificate: '/etc/ssl/radsec.pem', key: '/etc/ssl/radsec.key' },
    },
  });
  expect(metrics).toEqual({ address: '::1', port: 19464 });
  expect(role.logLevel).toBe('debug');
  expect(role.mayRoutersBeLocal).toBe(true);
});

test('RadSec can be switched off', () => {
  const { role } = readConfig({ TRUNKLINE_NODE: 'pop-1', TRUNKLINE_RADSEC_PORT: 'off' }, '/srv/trunkline');
  expect(role.radius.radsec).toBeUndefined();
});

test.each([
  ['TRUNKLINE_RADSEC_NAME', 'radsec.example.net; rm'],
  ['TRUNKLINE_RADSEC_CERTIFICATE', '/etc/ssl/without-its-key.pem'],
  ['TRUNKLINE_RADSEC_PORT', 'on'],
  ['TRUNKLINE_HOME', 'relative/home'],
  ['DATABASE_URL', 'db.example.net:5432'],
  ['DATABASE_URL', 'mysql://root:hunter2@db/isp'],
  ['DATABASE_URL', 'not a url with hunter2'],
  ['TRUNKLINE_HTTP_ADDRESS', 'localhost'],
  ['TRUNKLINE_HTTP_PORT', '65536'],
  ['TRUNKLINE_AUTH_PORT', '-1'],
  ['TRUNKLINE_METRICS_ADDRESS', 'everywhere'],
  ['TRUNKLINE_METRICS_PORT', '9464/tcp'],
  ['TRUNKLINE_ACCT_PORT', '1e3'],
  ['TRUNKLINE_RADIUS_ADDRESS', '10.0.0.300'],
  ['TRUNKLINE_RADIUS_ADDRESS', '10.0.0.1,'],
  ['TRUNKLINE_LOG_LEVEL', 'loud'],
  ['TRUNKLINE_NODE', 'a b'],
  ['TRUNKLINE_TRUSTED_PROXIES', '10.0.0.0/33'],
  ['TRUNKLINE_TRUSTED_PROXIES', '10.0.0.0/8/8'],
  ['TRUNKLINE_TRUSTED_PROXIES', 'proxy.example.net'],
])('%s=%s is refused by its name, and no password is repeated', (name, value) => {
  const read = (): unknown => readConfig({ TRUNKLINE_NODE: 'pop-1', [name]: value }, '/srv/trunkline');
  expect(read).toThrow(InvalidSetting);
  expect(read).toThrow(name);
  expect(read).not.toThrow(/hunter2/);
});
