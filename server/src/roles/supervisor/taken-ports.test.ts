import { expect, test } from 'vitest';
import type { RoleConfig } from '../../platform/config/index.ts';
import { withTakenPorts } from './taken-ports.ts';

const asked: RoleConfig = {
  node: 'one',
  logLevel: 'info',
  dataDirectory: '/data',
  journalDirectory: '/journal',
  snapshotDirectory: '/snapshot',
  keysDirectory: '/keys',
  http: { address: '::', port: 0, trustedProxies: [] },
  radius: { addresses: ['127.0.0.1', '127.0.0.2'], authPort: 0, acctPort: 0 },
  mayRoutersBeLocal: false,
};

test('a role that starts again listens where it did', () => {
  expect(withTakenPorts(asked, ['http://[::1]:40001']).http).toEqual({ ...asked.http, port: 40_001 });
});

test('what another role took stays as it was', () => {
  const once = withTakenPorts(asked, ['radius-auth://127.0.0.1:40002', 'radius-acct://127.0.0.1:40003']);
  expect(withTakenPorts(once, ['http://[::1]:40001'])).toEqual({
    ...asked,
    http: { ...asked.http, port: 40_001 },
    radius: { ...asked.radius, authPort: 40_002, acctPort: 40_003 },
  });
});

test('where each address has a port of its own, none of them holds for all', () => {
  const listens = ['radius-auth://127.0.0.1:40002', 'radius-auth://127.0.0.2:40003'];
  expect(withTakenPorts(asked, listens)).toEqual(asked);
});
