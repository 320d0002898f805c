import { sql } from 'kysely';
import { systemClock } from '@trunkline/kit';
import type { Tx } from '../../src/platform/db/index.ts';
import type { TestDatabase } from '../support/test-database.ts';

/** When the stories of these tests began: FreeRADIUS writes the time of events, and a day ago is believed. */
export const beganMs = systemClock.now() - 7_200_000;

/** What one packet says, as FreeRADIUS' stock queries put it into radacct; octets from the subscriber's side. */
export interface Heard {
  nasAddress: string;
  sessionId: string;
  username: string;
  /** Seconds after `beganMs`. */
  atS: number;
  timeS?: number;
  upload?: bigint;
  download?: bigint;
  station?: string;
  framedIp?: string;
  class?: Buffer;
}

/** Writes sessions as FreeRADIUS 3.2 does with the queries of its package, statement by statement. */
export class RadacctWriter {
  readonly #database: TestDatabase;
  readonly #tenantId: string;

  constructor(database: TestDatabase, { tenantId }: { tenantId: string }) {
    this.#database = database;
    this.#tenantId = tenantId;
  }

  async start(heard: Heard): Promise<void> {
    const at = instant(heard);
    const changed = await this.#run((tx) =>
      sql`insert into radius.radacct (acctsessionid, acctuniqueid, username, nasipaddress, acctstarttime,
          acctupdatetime, acctsessiontime, acctinputoctets, acctoutputoctets, callingstationid, framedipaddress, class,
          connectinfo_start)
        values (${heard.sessionId}, ${unique(heard)}, ${heard.username}, ${heard.nasAddress}, ${at}, ${at}, 0, 0, 0,
          ${heard.station ?? ''}, ${heard.framedIp ?? null}, ${classOf(heard)}, '')
        on conflict (acctuniqueid) do update set acctstarttime = ${at}, acctupdatetime = ${at}, connectinfo_start = ''
        where radius.radacct.acctstoptime is null`.execute(tx),
    );
    if (changed > 0) return;
    await this.#run((tx) =>
      sql`update radius.radacct set acctstarttime = ${at}, acctupdatetime = ${at}, connectinfo_start = ''
        where acctuniqueid = ${unique(heard)}`.execute(tx),
    );
  }

  async interim(heard: Heard): Promise<void> {
    const at = instant(heard);
    const changed = await this.#run((tx) =>
      sql`update radius.radacct set framedipaddress = ${heard.framedIp ?? null}, acctsessiontime = ${heard.timeS ?? null},
        acctupdatetime = ${at}, acctinputoctets = ${octets(heard.upload)}, acctoutputoctets = ${octets(heard.download)}
        where acctuniqueid = ${unique(heard)} and acctstoptime is null`.execute(tx),
    );
    if (changed > 0) return;
    await this.#run((tx) => insertWhole(tx, heard, { stoppedAt: null }));
  }

  async stop(heard: Heard): Promise<void> {
    const at = instant(heard);
    const set = sql`acctstoptime = ${at}, acctupdatetime = ${at}, acctsessiontime = ${heard.timeS ?? null},
      acctinputoctets = ${octets(heard.upload)}, acctoutputoctets = ${octets(heard.download)},
      acctterminatecause = 'User-Request', framedipaddress = ${heard.framedIp ?? null}, connectinfo_stop = ''`;
    const changed = await this.#run((tx) =>
      sql`update radius.radacct set ${set}
        where acctuniqueid = ${unique(heard)} and acctstoptime is null`.execute(tx),
    );
    if (changed > 0) return;
    const inserted = await this.#run((tx) => insertWhole(tx, heard, { stoppedAt: at }));
    if (inserted > 0) return;
    await this.#run((tx) =>
      sql`update radius.radacct set ${set} where acctuniqueid = ${unique(heard)}`.execute(tx),
    );
  }

  /** Accounting-On or -Off of a router: one statement for all its rows. */
  async restart({ nasAddress, atS }: Pick<Heard, 'nasAddress' | 'atS'>): Promise<number> {
    const at = instant({ atS });
    return this.#run((tx) =>
      sql`update radius.radacct set acctstoptime = ${at}, acctupdatetime = ${at},
        acctsessiontime = extract(epoch from ${at}::timestamptz - acctstarttime), acctterminatecause = 'NAS-Reboot'
        where acctstoptime is null and nasipaddress = ${nasAddress} and acctstarttime <= ${at}`.execute(tx),
    );
  }

  /** The other way of the package to write the same. */
  async reload({ nasAddress, atS }: Pick<Heard, 'nasAddress' | 'atS'>): Promise<void> {
    const at = instant({ atS });
    await this.#run((tx) =>
      sql`insert into radius.nasreload (nasipaddress, reloadtime) values (${nasAddress}, ${at})
        on conflict (tenant_id, nasipaddress) do update set reloadtime = ${at}`.execute(tx),
    );
  }

  async #run(work: (tx: Tx) => Promise<{ numAffectedRows?: bigint }>): Promise<number> {
    const done = await this.#database.as('owner').inTenant(this.#tenantId, work);
    return Number(done.numAffectedRows ?? 0n);
  }
}

function insertWhole(tx: Tx, heard: Heard, { stoppedAt }: { stoppedAt: Date | null }) {
  const at = instant(heard);
  return sql`insert into radius.radacct (acctsessionid, acctuniqueid, username, nasipaddress, acctstarttime,
      acctupdatetime, acctstoptime, acctsessiontime, acctinputoctets, acctoutputoctets, callingstationid,
      framedipaddress, acctterminatecause, class)
    values (${heard.sessionId}, ${unique(heard)}, ${heard.username}, ${heard.nasAddress},
      ${new Date(at.getTime() - (heard.timeS ?? 0) * 1_000)}, ${at}, ${stoppedAt}, ${heard.timeS ?? null},
      ${octets(heard.upload)}, ${octets(heard.download)}, ${heard.station ?? ''}, ${heard.framedIp ?? null},
      ${stoppedAt ? 'User-Request' : null}, ${classOf(heard)})
    on conflict (acctuniqueid) do nothing`.execute(tx);
}

function instant({ atS }: { atS: number }): Date {
  return new Date(beganMs + atS * 1_000);
}

function unique({ nasAddress, sessionId, username }: Heard): string {
  return `${nasAddress} ${sessionId} ${username}`;
}

function octets(value: bigint | undefined): string {
  return String(value ?? 0n);
}

function classOf({ class: bytes }: Heard): string {
  return bytes ? `0x${bytes.toString('hex')}` : '';
}
