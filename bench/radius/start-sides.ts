import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Database } from '@trunkline/server/platform/db/index.ts';
import type { BenchCleanup } from './bench-cleanup.ts';
import type { Side } from './bench-side.ts';
import { startFreeRadius, type FreeRadius } from './free-radius.ts';
import { startSharedDatabase, withDatabase, type SharedDatabase } from './shared-database.ts';
import { startTrunkline, type Trunkline } from './trunkline-side.ts';

const settlePollMs = 200;
const settleLimitMs = 120_000;
/** After the last of the work: what the system writes back behind it. */
const restMs = 300;

export interface Sides {
  readonly postgres: SharedDatabase;
  readonly product: Trunkline;
  readonly freeRadiusSql: FreeRadius;
  readonly freeRadiusFile: FreeRadius;
  readonly trunkline: Side;
  readonly sql: Side;
  readonly file: Side;
  readonly echo: Side;
  /** Rows that FreeRADIUS has written of logins. */
  countPostAuth(): Promise<number>;
}

/** Everything that is compared, running at the same time and idle until its turn comes. */
export async function startSides(cleanup: BenchCleanup): Promise<Sides> {
  const postgres = await startSharedDatabase(cleanup);
  const freeRadiusSql = await startFreeRadius(cleanup, { adminUrl: postgres.adminUrl });
  const freeRadiusFile = await startFreeRadius(cleanup, { adminUrl: undefined });
  const product = await startTrunkline(cleanup, { adminUrl: postgres.adminUrl });
  const echo = await startEcho(cleanup);
  return {
    postgres,
    product,
    freeRadiusSql,
    freeRadiusFile,
    trunkline: {
      name: 'trunkline',
      authPort: product.authPort,
      acctPort: product.acctPort,
      processes: product.pids,
      settle: () => untilQuiet(product),
    },
    sql: sideOf('freeradius-sql', freeRadiusSql, () => untilQuiet(product)),
    file: sideOf('freeradius-file', freeRadiusFile, () => untilQuiet(product)),
    echo: {
      name: 'echo',
      authPort: echo.port,
      acctPort: echo.port,
      processes: { echo: echo.pid },
      settle: () => sleep(restMs),
    },
    countPostAuth: () => withDatabase(freeRadiusSql.database!.url, countPostAuth),
  };
}

function sideOf(name: Side['name'], server: FreeRadius, settle: Side['settle']): Side {
  const { authPort, acctPort, pid } = server;
  return { name, authPort, acctPort, processes: { freeradius: pid }, settle };
}

/** Until the fold has nothing left: two looks at what is folded find the same. */
async function untilQuiet(product: Trunkline): Promise<void> {
  const endMs = performance.now() + settleLimitMs;
  let last = -1;
  for (;;) {
    const folded = await product.foldedRecords();
    if (folded === last) return sleep(restMs);
    if (performance.now() > endMs) throw new Error('the fold did not come to rest');
    last = folded;
    await sleep(settlePollMs);
  }
}

async function countPostAuth({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('select count(*)::integer as count from radpostauth');
  return rows[0]!.count;
}

async function startEcho(cleanup: BenchCleanup): Promise<{ pid: number; port: number }> {
  const child = fork(fileURLToPath(new URL('echo-server.ts', import.meta.url)));
  cleanup.add(() => {
    if (child.connected) child.disconnect();
  });
  const [port] = (await once(child, 'message')) as [number];
  return { pid: child.pid!, port };
}
