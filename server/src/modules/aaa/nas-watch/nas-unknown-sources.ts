import { sql } from 'kysely';
import type { Database } from '../../../platform/db/index.ts';

/** Addresses told apart between two writes; whoever comes after them waits for the next turn. */
const mostNoted = 256;
/** Rows kept: anyone can send from addresses that are not theirs. */
const mostKept = 1_000;

interface Noted {
  firstAtMs: number;
  lastAtMs: number;
  count: number;
}

/** Addresses that are no NAS but send packets: mostly a router whose address was entered wrong. */
export class UnknownSources {
  #noted = new Map<string, Noted>();

  note(address: string, atMs: number): void {
    const known = this.#noted.get(address);
    if (known) {
      known.lastAtMs = atMs;
      known.count++;
    } else if (this.#noted.size < mostNoted) {
      this.#noted.set(address, { firstAtMs: atMs, lastAtMs: atMs, count: 1 });
    }
  }

  /** Writes what was noted since the last call. Rejects when the database is away, and then forgets it. */
  async write(database: Database): Promise<void> {
    if (this.#noted.size === 0) return;
    const rows = Array.from(this.#noted, ([address, noted]) => ({ address, ...noted }));
    this.#noted = new Map();
    await database.acrossTenants((tx) =>
      sql`
        insert into nas.unknown_source as u (address, first_at, last_at, count)
        select r.address, to_timestamp(r."firstAtMs" / 1000.0), to_timestamp(r."lastAtMs" / 1000.0), r.count
        from json_to_recordset(${JSON.stringify(rows)}::json) as r(address inet, "firstAtMs" double precision,
          "lastAtMs" double precision, count bigint)
        where (select count(*) from nas.unknown_source) < ${mostKept}
          or exists (select from nas.unknown_source known where known.address = r.address)
        on conflict (address) do update set last_at = greatest(u.last_at, excluded.last_at),
          count = u.count + excluded.count`.execute(tx),
    );
  }
}
