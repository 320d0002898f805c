import type { Database } from '../../src/platform/db/index.ts';
import { storyEnd, type StoryEnd } from './accounting-story.ts';

const pageRows = 5_000;
/** Enough to see what kind of fault it is. */
const maxExamples = 5;

/** All empty, when every story acknowledged to its end is in the database, once and as told. */
export interface Differences {
  /** Sessions without a row. */
  readonly missing: number;
  /** Rows beyond one for each session. */
  readonly doubled: number;
  /** Rows that say something else than the router did. */
  readonly wrong: number;
  /** Subscribers whose usage is not the sum of their sessions. */
  readonly wrongUsage: number;
  readonly examples: readonly unknown[];
}

export const noDifferences: Differences = {
  missing: 0,
  doubled: 0,
  wrong: 0,
  wrongUsage: 0,
  examples: [],
};

export function hasDifferences({ missing, doubled, wrong, wrongUsage }: Differences): boolean {
  return missing + doubled + wrong + wrongUsage > 0;
}

export interface Told {
  readonly tenantId: string;
  /** The numbers from 0 to this, without it, were told to their end. */
  readonly sessions: number;
  readonly usernames: readonly string[];
}

/** Compares, as the api role, what the routers told with what the database holds, row by row and in bounded memory. */
export async function compareAccounting(database: Database, told: Told): Promise<Differences> {
  const found = { missing: 0, doubled: 0, wrong: 0, wrongUsage: 0, examples: [] as unknown[] };
  const note = (kind: 'missing' | 'doubled' | 'wrong' | 'wrongUsage', example: unknown): void => {
    found[kind]++;
    if (found.examples.length < maxExamples) found.examples.push({ [kind]: example });
  };
  const rowsOf = new Uint8Array(told.sessions);
  for await (const row of sessionRows(database, told.tenantId)) {
    const session = Number.parseInt(row.acctSessionId, 16);
    if (rowsOf[session]! > 0) note('doubled', row);
    rowsOf[session] = 1;
    const isKnown = session < told.sessions;
    if (!isKnown || !isAsTold(row, storyEnd(session, told.usernames))) note('wrong', row);
  }
  rowsOf.forEach((rows, session) => {
    if (rows === 0) note('missing', storyEnd(session, told.usernames));
  });
  for (const difference of await compareUsage(database, told)) note('wrongUsage', difference);
  return found;
}

interface Row extends StoryEnd {
  readonly id: string;
  readonly epoch: number;
  readonly startedAt: Date;
  readonly lastSeenAt: Date;
}

/** Page by page along the primary key, for there may be a million. */
async function* sessionRows(database: Database, tenantId: string): AsyncGenerator<Row> {
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await database.inTenant(tenantId, (tx) =>
      tx
        .selectFrom('sessions.session')
        .select(['id', 'acctSessionId', 'epoch', 'username', 'sessionTimeS', 'uploadBytes', 'downloadBytes'])
        .select(['closedBy', 'startedAt', 'lastSeenAt'])
        .where('tenantId', '=', tenantId)
        .where('id', '>', last)
        .orderBy('id')
        .limit(pageRows)
        .execute(),
    );
    yield* rows as Row[];
    const end = rows.at(-1);
    if (!end) return;
    last = end.id;
  }
}

function isAsTold(row: Row, told: StoryEnd): boolean {
  return (
    row.epoch === 0 &&
    row.username === told.username &&
    row.sessionTimeS === told.sessionTimeS &&
    row.uploadBytes === told.uploadBytes &&
    row.downloadBytes === told.downloadBytes &&
    row.closedBy === told.closedBy &&
    row.startedAt <= row.lastSeenAt
  );
}

interface Sum {
  uploadBytes: bigint;
  downloadBytes: bigint;
  sessionTimeS: bigint;
}

async function compareUsage(database: Database, told: Told): Promise<unknown[]> {
  const expected = told.usernames.map((): Sum => ({ uploadBytes: 0n, downloadBytes: 0n, sessionTimeS: 0n }));
  for (let session = 0; session < told.sessions; session++) {
    const end = storyEnd(session, told.usernames);
    const sum = expected[session % told.usernames.length]!;
    sum.uploadBytes += end.uploadBytes;
    sum.downloadBytes += end.downloadBytes;
    sum.sessionTimeS += end.sessionTimeS;
  }
  const counted = await usageByName(database, told.tenantId);
  return told.usernames.flatMap((username, index) => {
    const sum = expected[index]!;
    const row = counted.get(username) ?? { uploadBytes: 0n, downloadBytes: 0n, sessionTimeS: 0n };
    const isEqual =
      row.uploadBytes === sum.uploadBytes &&
      row.downloadBytes === sum.downloadBytes &&
      row.sessionTimeS === sum.sessionTimeS;
    return isEqual ? [] : [{ username, told: sum, counted: row }];
  });
}

async function usageByName(database: Database, tenantId: string): Promise<Map<string, Sum>> {
  const rows = await database.inTenant(tenantId, (tx) =>
    tx
      .selectFrom('sessions.usageDay')
      .innerJoin('subscribers.subscriber', 'subscribers.subscriber.id', 'sessions.usageDay.subscriberId')
      .select(['username', 'uploadBytes', 'downloadBytes', 'sessionTimeS'])
      .where('sessions.usageDay.tenantId', '=', tenantId)
      .execute(),
  );
  const sums = new Map<string, Sum>();
  for (const row of rows) {
    const sum = sums.get(row.username) ?? { uploadBytes: 0n, downloadBytes: 0n, sessionTimeS: 0n };
    sum.uploadBytes += row.uploadBytes;
    sum.downloadBytes += row.downloadBytes;
    sum.sessionTimeS += row.sessionTimeS;
    sums.set(row.username, sum);
  }
  return sums;
}
