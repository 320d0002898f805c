import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../platform/db/index.ts';

/** How often it is tried while another process holds it, or the database is away. */
const tryEveryMs = 5_000;
/** How often the connection that holds it is looked at: a lock lives as long as its connection. */
const lookEveryMs = 5_000;

/**
 * Does the work while this process holds an advisory lock, and again whenever it has got it back: of several workers one
 * at a time. The work ends when its signal does. Takes one connection for as long.
 */
export async function whileHolding(
  { database, lock, signal }: { database: Database; lock: number; signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    await holdOnce({ database, lock, signal }, work).catch(() => {
      // The database is away, which every role tells; the lock is tried for again.
    });
    await sleep(tryEveryMs, undefined, { signal }).catch(() => undefined);
  }
}

async function holdOnce(
  { database, lock, signal }: { database: Database; lock: number; signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const client = await database.pool.connect();
  const lost = new AbortController();
  const lose = (): void => lost.abort();
  client.on('error', lose);
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [lock]);
    if (!rows[0]!.mine) return;
    const both = AbortSignal.any([signal, lost.signal]);
    const working = work(both);
    while (!both.aborted) {
      await sleep(lookEveryMs, undefined, { signal: both }).catch(() => undefined);
      if (!both.aborted) await client.query('select 1').catch(lose);
    }
    await working;
  } finally {
    client.off('error', lose);
    // The lock goes with its connection, which is not used for anything else.
    client.release(true);
  }
}
