import { existsSync } from 'node:fs';
import { Client } from 'pg';
import { listMigrations } from '@trunkline/server/platform/db/index.ts';
import { useDatabase } from '@trunkline/server/roles/supervisor/index.ts';
import { roleNames } from '@trunkline/server/roles/role-names.ts';
import type { Finding, Patient } from './finding.ts';

const timeoutMs = 3_000;
/** A role beats every 5 s; three lost beats are no accident. */
const lateBeatS = 20;
const lateFoldMs = 60_000;
const clockWarnMs = 1_000;
const clockFailMs = 10_000;

/** Reaches the database as the product does, compares versions and clocks, and reads the roles' signs of life. */
export async function checkDatabase(patient: Patient): Promise<Finding[]> {
  const { config, pid } = patient;
  const subject = 'database';
  if (pid === undefined && !config.databaseUrl) {
    return [
      { level: 'ok', subject, message: 'the embedded PostgreSQL is not running; it starts with Trunkline' },
    ];
  }
  if (!existsSync(config.keysDirectory)) {
    return [{ level: 'ok', subject, message: 'the database is set up at the first start' }];
  }
  try {
    return await useDatabase({ config, clock: patient.clock, say: () => {} }, async ({ urls }) => {
      const client = new Client({
        connectionString: urls.owner,
        connectionTimeoutMillis: timeoutMs,
        query_timeout: timeoutMs,
      });
      // A connection lost between two questions is reported by the second.
      client.on('error', () => {});
      await client.connect();
      try {
        return [
          await checkVersion(client),
          await checkClock(client, patient),
          ...(pid === undefined ? [] : await checkRoles(client, patient)),
        ];
      } finally {
        await client.end();
      }
    });
  } catch (error) {
    return [
      {
        level: 'fail',
        subject,
        message: `the database cannot be used: ${(error as Error).message}`,
        remedy: config.databaseUrl
          ? 'Check the server that DATABASE_URL names. Logins of known subscribers go on meanwhile.'
          : `PostgreSQL's messages are in ${config.role.dataDirectory}/postgres/cluster/log. Logins of known subscribers go on meanwhile.`,
      },
    ];
  }
}

async function checkVersion(client: Client): Promise<Finding> {
  const { rows } = await client.query<{ name: string; server: string }>(
    `select name, current_setting('server_version') as server from public.migration`,
  );
  const applied = new Set(rows.map(({ name }) => name));
  const missing = listMigrations().filter(({ name }) => !applied.has(name));
  const subject = 'database';
  if (missing.length > 0) {
    return {
      level: 'fail',
      subject,
      message: `${missing.length} migrations are missing, first ${missing[0]!.name}`,
      remedy: 'Stop Trunkline and start it again, or run: bin/trunkline migrate',
    };
  }
  return {
    level: 'ok',
    subject,
    message: `PostgreSQL ${rows[0]?.server} answers, and all ${applied.size} migrations are applied`,
  };
}

async function checkClock(client: Client, { clock }: Patient): Promise<Finding> {
  const beforeMs = clock.now();
  const { rows } = await client.query<{ now_ms: number }>(
    'select extract(epoch from clock_timestamp())::double precision * 1000 as now_ms',
  );
  // The answer was made somewhere between asking and hearing.
  const skewMs = Math.round(rows[0]!.now_ms - (beforeMs + clock.now()) / 2);
  const distanceMs = Math.abs(skewMs);
  const message = `the clock of the database is ${distanceMs} ms ${skewMs < 0 ? 'behind' : 'ahead of'} this one`;
  if (distanceMs < clockWarnMs) return { level: 'ok', subject: 'clock', message };
  return {
    level: distanceMs < clockFailMs ? 'warn' : 'fail',
    subject: 'clock',
    message,
    remedy: 'Run a time service on both machines (timedatectl set-ntp true).',
  };
}

async function checkRoles(client: Client, { config }: Patient): Promise<Finding[]> {
  const { rows } = await client.query<{ role: string; age_s: number; lag_ms: number | null }>(
    `select role, extract(epoch from clock_timestamp() - beat_at)::integer as age_s,
       case when role = 'fold' then
         (select max((journal.value ->> 'lagMs')::double precision)
          from jsonb_each(coalesce(stats -> 'journals', '{}')) as journal)
       end as lag_ms
     from platform.role_status where node = $1`,
    [config.role.node],
  );
  const lagMs = Math.max(...rows.map((row) => row.lag_ms ?? 0));
  const roles = roleNames.map((role) => describeRole(role, rows.find((row) => row.role === role)?.age_s));
  return lagMs > lateFoldMs ? [describeLag(lagMs), ...roles] : roles;
}

function describeRole(role: string, ageS: number | undefined): Finding {
  const subject = 'roles';
  if (ageS !== undefined && ageS <= lateBeatS) {
    return { level: 'ok', subject, message: `${role} gave a sign of life ${Math.max(ageS, 0)} s ago` };
  }
  return {
    level: 'fail',
    subject,
    message:
      ageS === undefined
        ? `${role} never gave a sign of life`
        : `${role} gave its last sign of life ${ageS} s ago`,
    remedy: 'The log of the start says why; the supervisor starts it again by itself.',
  };
}

function describeLag(lagMs: number): Finding {
  return {
    level: 'warn',
    subject: 'journals',
    message: `accounting reaches the database ${Math.round(lagMs / 1_000)} s late`,
    remedy:
      'Nothing is lost. If it does not catch up, the database is too slow: look at its disk and its load.',
  };
}
