import { systemClock } from '@trunkline/kit';
import { sql } from 'kysely';
import { fillLogs } from './fill-logs.ts';
import { fillSubscribers, fillTenant, type FilledTenant } from './fill-people.ts';
import { fillSessions } from './fill-sessions.ts';
import type { WebInstallation } from './start-installation.ts';
import type { WebSize } from './web-options.ts';

/** One tenant of this size, and statistics as autovacuum would have gathered them by then. */
export async function fillInstallation(installation: WebInstallation, size: WebSize): Promise<FilledTenant> {
  const tenant = await told('tenant, staff, routers and plans', () => fillTenant(installation, size));
  const { tenantId } = tenant;
  await told('subscribers', () => fillSubscribers(installation, { tenantId, count: size.subscribers }));
  await told('sessions and usage', () => fillSessions(installation, { tenantId, size }));
  await told('logs and roll-ups', () => fillLogs(installation, { tenantId, size }));
  await told('statistics', () => sql`vacuum analyze`.execute(installation.admin.kysely));
  return tenant;
}

async function told<T>(what: string, work: () => Promise<T>): Promise<T> {
  const startMs = systemClock.monotonic();
  const result = await work();
  console.log(`filled ${what} in ${((systemClock.monotonic() - startMs) / 1000).toFixed(1)} s`);
  return result;
}
