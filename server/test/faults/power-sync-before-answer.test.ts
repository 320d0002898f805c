import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { atScale, recordFigures } from '@trunkline/test-kit';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { nasSecret } from '../accounting/accounting-world.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { AccountingSender } from './accounting-sender.ts';
import { endpointOf, FaultHouse } from './fault-house.ts';
import type { RoleProcess } from './role-process.ts';
import { readTrace, traceInto } from './sync-trace.ts';

const installer = fileURLToPath(new URL('../../../scripts/install-system-tool.ts', import.meta.url));
const loadMs = atScale({ ci: 3_000, full: 60_000 });
const perSecond = 500;

let house: FaultHouse;
let radius: RoleProcess;
let trace: string;

beforeAll(() => {
  const installed = spawnSync(process.execPath, [installer, 'strace'], { encoding: 'utf8' });
  if (installed.status !== 0) throw new Error(`${installed.stdout}${installed.stderr}`);
});
beforeEach(async () => {
  house = await FaultHouse.build(await createTestDatabase());
  await house.addSubscribers(['anna'], await house.addPlan());
  trace = join(house.home, 'trace');
  radius = house.role('radius', traceInto(trace));
  await radius.start().catch((cause: Error) => {
    const remedy = 'strace must be allowed to trace its child: run as root, or with CAP_SYS_PTRACE';
    throw new Error(`the radius role does not run under strace (${remedy})`, { cause });
  });
});
afterEach(async () => {
  await radius.stop();
  await house.tearDown();
});

it('A2: no Accounting-Response leaves before the sync that covers its record has returned', async () => {
  const endpoint = endpointOf(radius, 'acct');
  const sender = new AccountingSender({ endpoint, usernames: ['anna'], perSecond });
  sender.start();
  await delay(loadMs);
  await sender.finish();
  await sender.close();
  await radius.stop();
  const { replies, syncs, early } = await readTrace(trace, nasSecret);
  expect(early).toBe(0);
  // What was not seen proves nothing.
  expect(replies).toBeGreaterThanOrEqual(sender.acknowledged);
  expect(sender.acknowledged).toBeGreaterThan((loadMs / 1_000) * (perSecond / 10));
  recordFigures('A2', { replies, syncs, early, traceBytes: statSync(trace).size });
});
