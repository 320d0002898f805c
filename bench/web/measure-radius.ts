import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { systemClock } from '@trunkline/kit';
import { SharedSecret } from '@trunkline/radius';
import { prepareLoad, runLoad, type LoadSubscriber } from '@trunkline/simulators';
import { sql } from 'kysely';
import type { BenchCleanup } from '../radius/bench-cleanup.ts';
import type { BrowseOrder } from './browse-process.ts';
import { passwordOf, radiusSecret, type FilledTenant } from './fill-people.ts';
import type { WebInstallation } from './start-installation.ts';
import type { WebSize } from './web-options.ts';

const perSecond = 300;
const snapshotLimitMs = 120_000;

export interface RadiusSample {
  readonly browsing: 'nobody' | 'paced' | 'hurried';
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly unanswered: number;
}

/** A page a second is a person who knows where to press. */
const pacedMs = 1_000;
const hurriedMs = 200;

/**
 * Logins at a steady rate: with nobody at the pages, with eight people who open a page each second, and with eight
 * who open five a second each, which no person does. The people are a process of their own, as browsers would be.
 */
export async function measureRadius(
  cleanup: BenchCleanup,
  installation: WebInstallation,
  given: { tenant: FilledTenant; size: WebSize; measureMs: number; rounds: number },
): Promise<RadiusSample[]> {
  const { tenant, size, measureMs, rounds } = given;
  const subscribers = await activeSubscribers(installation, tenant);
  await untilLoaded(installation, size);
  const secret = new SharedSecret(radiusSecret);
  const requests = Math.ceil((measureMs / 1_000) * perSecond) + 100;
  const samples: RadiusSample[] = [];
  let seed = 1;
  for (let round = 0; round < rounds; round += 1) {
    for (const browsing of ['nobody', 'paced', 'hurried'] as const) {
      const pauseMs = browsing === 'paced' ? pacedMs : hurriedMs;
      const { adminUrl, url } = installation;
      const people =
        browsing === 'nobody'
          ? undefined
          : await startBrowsing(cleanup, { url, adminUrl, tenant, size, pauseMs });
      const load = prepareLoad({ kind: 'pap', secret, subscribers, requests, seed: seed++ });
      const endpoint = { address: '127.0.0.1', port: installation.authPort };
      const report = await runLoad({ load, endpoint, outstanding: 1_024, perSecond, maxMs: measureMs });
      people?.disconnect();
      const { p50, p99 } = report.latencyMs;
      const unanswered = report.unanswered + report.refused;
      samples.push({ browsing, perSecond: report.perSecond, p50, p99, unanswered });
    }
  }
  return samples;
}

async function startBrowsing(cleanup: BenchCleanup, order: BrowseOrder): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('browse-process.ts', import.meta.url)));
  cleanup.add(() => {
    if (child.connected) child.disconnect();
  });
  child.send(order);
  await once(child, 'message');
  return child;
}

async function activeSubscribers(
  { owner }: WebInstallation,
  { tenantId }: FilledTenant,
): Promise<LoadSubscriber[]> {
  const { rows } = await sql<{ username: string }>`
    select username from subscribers.subscriber
    where tenant_id = ${tenantId} and status = 'active' and mac_binding = 'none' order by md5(id::text) limit 3000`.execute(
    owner.kysely,
  );
  return rows.map(({ username }) => ({
    userName: username,
    password: passwordOf(Number(username.slice(4))),
  }));
}

/** The feed brings the rows behind their commits. */
async function untilLoaded({ worker }: WebInstallation, size: WebSize): Promise<void> {
  const endMs = systemClock.monotonic() + snapshotLimitMs;
  for (;;) {
    const { rows } = await sql<{ stats: { snapshot?: { subscribers: number } } }>`
      select stats from platform.role_status where role = 'radius'`.execute(worker.kysely);
    if ((rows[0]?.stats.snapshot?.subscribers ?? 0) >= size.subscribers * 0.98) return;
    if (systemClock.monotonic() > endMs) throw new Error('the radius role did not get all subscribers');
    await sleep(500);
  }
}
