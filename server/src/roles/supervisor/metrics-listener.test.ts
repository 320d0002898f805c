import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { ManualClock } from '@trunkline/kit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readConfig } from '../../platform/config/index.ts';
import { roleNames } from '../role-names.ts';
import { MetricsListener } from './metrics-listener.ts';

let home: string;
let listener: MetricsListener;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'trunkline-metrics-'));
  listener = new MetricsListener({
    config: readConfig({ TRUNKLINE_HOME: home, TRUNKLINE_METRICS_PORT: '0' }, home),
    roles: new Map(),
    version: '1.2.3',
    clock: new ManualClock(0),
    onError: (error) => {
      throw error;
    },
  });
  await listener.listen();
});
afterEach(async () => {
  vi.useRealTimers();
  await listener.close();
  rmSync(home, { recursive: true, force: true });
});

test('a role that was never started shows as down', async () => {
  const text = await (await fetch(`${listener.url}/metrics`)).text();
  for (const role of roleNames) expect(text).toContain(`trunkline_role_up{role="${role}"} 0\n`);
});

test('who does not take the answer loses the connection, and keeps none from others', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const socket = connect(Number(new URL(listener.url).port), '127.0.0.1');
  let answers = 0;
  socket.on('data', (chunk) => (answers += chunk.toString('latin1').split('HTTP/1.1 200').length - 1));
  const closed = new Promise((resolve) => socket.once('error', () => {}).once('close', resolve));
  await once(socket, 'connect');
  const asked = 20_000;
  // The answers are more than the buffers of the system hold, and nothing of them is read.
  socket.pause();
  socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(asked));
  await standsStill(() => vi.getTimerCount());
  expect(vi.getTimerCount()).toBeGreaterThan(0);
  vi.advanceTimersByTime(9_999);
  await setImmediate();
  expect(vi.getTimerCount()).toBeGreaterThan(0);
  vi.advanceTimersByTime(1);
  socket.resume();
  await closed;
  expect(answers).toBeLessThan(asked / 2);
});

/** Resolves when the count has stayed the same for many turns of the loop. */
async function standsStill(count: () => number): Promise<void> {
  let last = -1;
  for (let calm = 0; calm < 2_000; calm++) {
    if (count() !== last) calm = 0;
    last = count();
    await setImmediate();
  }
}
