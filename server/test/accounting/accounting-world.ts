import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock, systemClock, uuidv7 } from '@trunkline/kit';
import {
  AcctDelayTime,
  AcctInputGigawords,
  AcctInputOctets,
  AcctOutputGigawords,
  AcctOutputOctets,
  AcctSessionId,
  AcctSessionTime,
  AcctStatusType,
  CallingStationId,
  Class,
  Code,
  FramedIpAddress,
  PacketBuilder,
  SharedSecret,
  UserName,
} from '@trunkline/radius';
import { nasSecretBinding } from '../../src/modules/nas/index.ts';
import { encodeClassToken, type GrantedTerms } from '../../src/modules/policy/index.ts';
import { encodeAccountingRecord } from '../../src/modules/sessions/index.ts';
import { Journal } from '../../src/platform/journal/index.ts';
import { createLog } from '../../src/platform/log/index.ts';
import { JournalFold } from '../../src/roles/fold/journal-fold.ts';
import { wireFold } from '../../src/roles/fold/wire-fold.ts';
import type { TestDatabase } from '../support/test-database.ts';
import { createTestTenant, testKeys, type TestTenant } from '../support/test-tenant.ts';

export const nasSecret = 'a secret of one NAS';
export const startMs = Date.UTC(2026, 2, 10, 12);

/** What one accounting packet says; counters in bytes from the subscriber's side. */
export interface Told {
  status: 'Start' | 'Interim-Update' | 'Stop' | 'Accounting-On' | 'Accounting-Off';
  /** Seconds after `startMs` at which it happened. */
  atS: number;
  sessionId?: string;
  username?: string;
  callingStationId?: string;
  framedIp?: string;
  subscriptionId?: string;
  /** What its login was granted, as the Class says it back. */
  granted?: GrantedTerms;
  sessionTimeS?: number;
  upload?: bigint;
  download?: bigint;
  /** It arrives so many seconds later, and says so. */
  delayS?: number;
}

export interface TestNas {
  tenantId: string;
  nasId: string;
  /** Of the router that sends: the first of the NAS, unless a test says another. */
  nasAddress: string;
}

/** The bytes for the journal of such a packet. */
export function recordOf({ tenantId, nasId, nasAddress }: TestNas, told: Told): Buffer {
  return encodeAccountingRecord({
    receivedAtMs: startMs + (told.atS + (told.delayS ?? 0)) * 1000,
    tenantId,
    nasId,
    nasAddress,
    packet: packetOf(tenantId, told),
  });
}

function packetOf(tenantId: string, told: Told): Buffer {
  const packet = new PacketBuilder(Code.AccountingRequest).add(
    AcctStatusType,
    AcctStatusType.values[told.status],
  );
  if (!told.status.startsWith('Accounting')) {
    packet.add(AcctSessionId, told.sessionId ?? 'a').add(UserName, told.username ?? 'anna');
  }
  if (told.callingStationId !== undefined) packet.add(CallingStationId, told.callingStationId);
  if (told.framedIp !== undefined) packet.add(FramedIpAddress, told.framedIp);
  if (told.sessionTimeS !== undefined) packet.add(AcctSessionTime, told.sessionTimeS);
  if (told.delayS !== undefined) packet.add(AcctDelayTime, told.delayS);
  if (told.subscriptionId !== undefined) {
    const { subscriptionId, granted } = told;
    const token = { tenantId, subscriptionId, reservation: 1, ...(granted && { granted }) };
    packet.add(Class, encodeClassToken(token));
  }
  addCounter(packet, told.upload, [AcctInputOctets, AcctInputGigawords]);
  addCounter(packet, told.download, [AcctOutputOctets, AcctOutputGigawords]);
  return packet.encodeRequest({
    identifier: 1,
    secret: new SharedSecret(nasSecret),
    messageAuthenticator: false,
  });
}

function addCounter(
  packet: PacketBuilder,
  value: bigint | undefined,
  [octets, gigawords]: [typeof AcctInputOctets, typeof AcctInputGigawords],
): void {
  if (value === undefined) return;
  packet.add(octets, Number(value & 0xffff_ffffn));
  if (value >> 32n > 0n) packet.add(gigawords, Number(value >> 32n));
}

/** Few enough for one group of the small segments that tests use. */
const appendedAtOnce = 50;

/** A journal and its fold over a test database, both of which can be stopped dead between any two steps. */
export class AccountingLine {
  readonly folder = mkdtempSync(join(tmpdir(), 'accounting-'));
  readonly clock = new ManualClock(startMs);
  readonly #database: TestDatabase;
  readonly #segmentBytes: number;
  #journal: Journal | undefined;
  fold: JournalFold;

  constructor(database: TestDatabase, { segmentBytes = 64 * 1024 }: { segmentBytes?: number } = {}) {
    this.#database = database;
    this.#segmentBytes = segmentBytes;
    this.fold = this.newFold();
  }

  async write(records: readonly Buffer[]): Promise<void> {
    this.#journal ??= await Journal.open({
      folder: this.folder,
      clock: systemClock,
      segmentBytes: this.#segmentBytes,
    });
    const journal = this.#journal;
    for (let i = 0; i < records.length; i += appendedAtOnce) {
      await Promise.all(records.slice(i, i + appendedAtOnce).map((record) => journal.append(record)));
    }
  }

  /** Until nothing is left. */
  async foldAll(): Promise<void> {
    while ((await this.fold.step()) === 'folded');
  }

  /** The fold dies and another begins with what is on disk and in the database. */
  async restartFold(): Promise<void> {
    await this.fold.close();
    this.fold = this.newFold();
  }

  async close(): Promise<void> {
    await this.#journal?.close();
    await this.fold.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  newFold(): JournalFold {
    return new JournalFold({
      folder: this.folder,
      database: this.#database.as('fold'),
      clock: this.clock,
      log: createLog({ name: 'test', level: 'silent', clock: systemClock, write: () => {}, asText: false }),
      makeId: () => uuidv7(),
      ...wireFold(this.clock),
    });
  }
}

export interface NasFields {
  prefix: string;
  coaPort?: number;
  interimIntervalS?: number;
  swapsOctets?: boolean;
}

export async function insertNas(
  database: TestDatabase,
  tenant: Pick<TestTenant, 'tenantId'>,
  fields: NasFields,
): Promise<TestNas> {
  const { tenantId } = tenant;
  const nasId = uuidv7();
  await database.as('api').inTenant(tenantId, (tx) =>
    tx
      .insertInto('nas.nas')
      .values({
        tenantId,
        id: nasId,
        name: `nas ${fields.prefix}`,
        secretSealed: testKeys.sealer.seal(Buffer.from(nasSecret), nasSecretBinding({ tenantId, id: nasId })),
        vendor: 'mikrotik',
        coaPort: 3799,
        ...fields,
      })
      .execute(),
  );
  return { tenantId, nasId, nasAddress: fields.prefix.split('/')[0]! };
}

export interface TestSubscriber {
  subscriberId: string;
  subscriptionId: string;
}

/** A subscriber with a subscription to a plan of their own. */
export async function insertSubscriber(
  database: TestDatabase,
  { tenantId }: Pick<TestTenant, 'tenantId'>,
  { username, interimIntervalS = null }: { username: string; interimIntervalS?: number | null },
): Promise<TestSubscriber> {
  const [subscriberId, subscriptionId, planId, versionId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  await database.as('api').inTenant(tenantId, async (tx) => {
    await tx
      .insertInto('subscribers.subscriber')
      .values({ tenantId, id: subscriberId, username, usernameKey: username, passwordSealed: Buffer.of(1) })
      .execute();
    await tx
      .insertInto('plans.plan')
      .values({ tenantId, id: planId, name: planId, payment: 'prepaid', service: 'any', status: 'on_sale' })
      .execute();
    await tx
      .insertInto('plans.planVersion')
      .values({
        tenantId,
        id: versionId,
        planId,
        number: 1,
        downloadBps: 1_000_000n,
        uploadBps: 1_000_000n,
        interimIntervalS,
        maxSessions: 1,
        priceMinor: 0n,
        currency: 'EUR',
      })
      .execute();
    await tx
      .insertInto('subscriptions.subscription')
      .values({
        tenantId,
        id: subscriptionId,
        subscriberId,
        planId,
        planVersionId: versionId,
        status: 'active',
        assignedAt: new Date(startMs),
        startsAt: new Date(startMs),
        activatedAt: new Date(startMs),
      })
      .execute();
  });
  return { subscriberId, subscriptionId };
}

/** A tenant with a NAS, a subscriber and an accounting line of their own. */
export interface AccountingWorld {
  tenant: TestTenant;
  nas: TestNas;
  anna: TestSubscriber;
  line: AccountingLine;
}

let worlds = 0;

export async function createWorld(
  database: TestDatabase,
  { timeZone = 'Europe/Berlin', swapsOctets = false }: { timeZone?: string; swapsOctets?: boolean } = {},
): Promise<AccountingWorld> {
  const number = ++worlds;
  const tenant = await createTestTenant(database, { code: `world${number}`, timeZone });
  return {
    tenant,
    nas: await insertNas(database, tenant, { prefix: `10.${number >> 8}.${number & 255}.1/32`, swapsOctets }),
    anna: await insertSubscriber(database, tenant, { username: 'anna' }),
    line: new AccountingLine(database),
  };
}

export function sessionsOf(database: TestDatabase, { tenantId }: Pick<TestTenant, 'tenantId'>) {
  return database
    .as('fold')
    .acrossTenants((tx) =>
      tx
        .selectFrom('sessions.session')
        .selectAll()
        .where('tenantId', '=', tenantId)
        .orderBy('acctSessionId')
        .orderBy('stoppedAt')
        .execute(),
    );
}

/** Day, upload, download, seconds. */
export async function usageOf(
  database: TestDatabase,
  { subscriberId }: TestSubscriber,
): Promise<[string, bigint, bigint, bigint][]> {
  const rows = await database
    .as('fold')
    .acrossTenants((tx) =>
      tx
        .selectFrom('sessions.usageDay')
        .selectAll()
        .where('subscriberId', '=', subscriberId)
        .orderBy('day')
        .execute(),
    );
  return rows.map((row) => [row.day, row.uploadBytes, row.downloadBytes, row.sessionTimeS]);
}

export const gigabyte = 1_000_000_000n;

/** Start, two Interims and Stop: 2 GB up and 12 GB down in 700 seconds. */
export function story({ sessionId = 'a', username = 'anna' } = {}): Told[] {
  const interim = { sessionId, username, status: 'Interim-Update' } as const;
  return [
    { sessionId, username, status: 'Start', atS: 0 },
    { ...interim, atS: 300, sessionTimeS: 300, upload: 1n * gigabyte, download: 4n * gigabyte },
    { ...interim, atS: 600, sessionTimeS: 600, upload: 2n * gigabyte, download: 9n * gigabyte },
    {
      ...interim,
      status: 'Stop',
      atS: 700,
      sessionTimeS: 700,
      upload: 2n * gigabyte,
      download: 12n * gigabyte,
    },
  ];
}
