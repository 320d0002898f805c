import { createSocket, type Socket } from 'node:dgram';
import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { readConfig, type Config } from '../../platform/config/index.ts';
import { checkPorts } from './check-ports.ts';

const wish = (environment: Record<string, string>): Config =>
  readConfig(
    {
      TRUNKLINE_NODE: 'test',
      TRUNKLINE_HTTP_ADDRESS: '127.0.0.1',
      TRUNKLINE_HTTP_PORT: '0',
      TRUNKLINE_RADIUS_ADDRESS: '127.0.0.1',
      TRUNKLINE_AUTH_PORT: '0',
      TRUNKLINE_ACCT_PORT: '0',
      TRUNKLINE_RADSEC_PORT: '0',
      TRUNKLINE_METRICS_PORT: '0',
      ...environment,
    },
    '/nowhere',
  );

test.each(['TRUNKLINE_AUTH_PORT', 'TRUNKLINE_ACCT_PORT'])(
  'a taken RADIUS port is named with %s',
  async (name) => {
    const taker = await bind();
    try {
      const { port } = taker.address();
      await expect(checkPorts(wish({ [name]: String(port) }), 0)).rejects.toThrow(
        `Port ${port} (UDP) is taken by another program. Set ${name} to a free port`,
      );
    } finally {
      taker.close();
    }
  },
);

test('a taken port for metrics is named with its variable', async () => {
  const taker = createServer();
  await new Promise<void>((resolve) => taker.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = taker.address() as AddressInfo;
    await expect(checkPorts(wish({ TRUNKLINE_METRICS_PORT: String(port) }), 0)).rejects.toThrow(
      `Port ${port} (TCP) is taken by another program. Set TRUNKLINE_METRICS_PORT to a free port`,
    );
  } finally {
    taker.close();
  }
});

test('children of a killed supervisor get time to let go of a port', async () => {
  const taker = await bind();
  const { port } = taker.address();
  const checked = checkPorts(wish({ TRUNKLINE_AUTH_PORT: String(port) }), 60_000);
  taker.close();
  expect((await checked).radius.authPort).toBe(port);
});

test('an address that this machine does not have is named with its variable', async () => {
  await expect(checkPorts(wish({ TRUNKLINE_HTTP_ADDRESS: '192.0.2.1' }), 0)).rejects.toThrow(
    'This machine has no address 192.0.2.1. Set TRUNKLINE_HTTP_ADDRESS to one that it has.',
  );
});

function bind(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('error', reject);
    socket.bind(0, '127.0.0.1', () => resolve(socket));
  });
}
