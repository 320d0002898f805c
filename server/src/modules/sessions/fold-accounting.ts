import type { Database, Tx } from '../../platform/db/index.ts';
import {
  readAccountingEvent,
  type AccountingFault,
  type NasRestart,
  type SessionEvent,
} from './accounting-event.ts';
import { decodeAccountingRecord } from './accounting-record.ts';
import { applyAccounting, applyRestart, closeReplaced, opensEpoch } from './apply-accounting.ts';
import {
  addUsage,
  beginFold,
  findFoldNas,
  findHistory,
  insertCorrections,
  lockCorrections,
  type FoldNas,
  type SessionKey,
} from './fold-store.ts';
import {
  readOpenOfRouters,
  readRivals,
  readSessions,
  SessionOvertaken,
  writeSessions,
  type Reading,
} from './folded-session-store.ts';
import { findLinks, type FindLink } from './link-subscribers.ts';
import type { RememberedSessions } from './remembered-sessions.ts';
import { endedOf, keyOf, routerOf, SessionBook } from './session-book.ts';
import { changesOf, type SessionChange } from './session-changes.ts';
import type { Session } from './session.ts';
import { addTraffic } from './traffic-store.ts';
import { TrafficTally } from './traffic-tally.ts';
import type { UsageDelta } from './usage-delta.ts';
import { UsageTally } from './usage-tally.ts';

/** A session that this transaction closed, or whose Stop it brought after all. */
export interface EndedSession {
  tenantId: string;
  sessionId: string;
  endedAtMs: number;
}

/** A record that says nothing the fold could apply, as its source gave it. */
export interface SetAsideRecord {
  record: Buffer;
  reason: AccountingFault | 'unknown_record' | 'unknown_nas' | 'refused';
}

export interface FoldDeps {
  database: Database;
  makeId: () => string;
  /** Of this fold alone. */
  remembered: RememberedSessions;
  /** What else happens when sessions end, in the same transaction; higher modules hang in here. */
  onEnded: (tx: Tx, ended: EndedSession[]) => Promise<void>;
  /** Told in the same transaction what was added to anybody's usage, after that was written. */
  onUsage?: (tx: Tx, deltas: readonly UsageDelta[]) => Promise<void>;
  /** Told in the same transaction which sessions opened and ended. */
  onChanged?: (tx: Tx, changes: SessionChange[]) => Promise<void>;
  /** Keeps records that no rule can apply; called in the same transaction, before the source is settled. */
  setAside: (records: SetAsideRecord[], tx: Tx) => Promise<void>;
}

/** Where the records of a batch come from, and how that place learns that they are folded. */
export interface FoldSource {
  /** Two folds of one source take turns by its name. */
  readonly name: string;
  /** The records of the batch; undefined: somebody else has folded them. May be asked again after it failed. */
  claim(tx: Tx): Promise<readonly Buffer[] | undefined>;
  /** Moves past them, in the transaction that folds them. */
  settle(tx: Tx): Promise<void>;
}

export type FoldOutcome = { kind: 'folded'; records: number; setAside: number } | { kind: 'not_claimed' };

/**
 * Folds what the source has into sessions and usage and settles the source, in one transaction: it happens
 * once or not at all. Where somebody else has folded it, nothing is changed. Rejects with the database's
 * error; nothing is changed then either.
 */
export async function foldAccounting(deps: FoldDeps, source: FoldSource): Promise<FoldOutcome> {
  const { remembered } = deps;
  try {
    return await foldOnce(deps, source, { isLocking: false });
  } catch (error) {
    // What was remembered may be what has failed, or the commit may have arrived although its answer did not.
    remembered.forgetAll();
    if (!(error instanceof SessionOvertaken)) throw error;
    return foldOnce(deps, source, { isLocking: true });
  }
}

async function foldOnce(deps: FoldDeps, source: FoldSource, reading: Reading): Promise<FoldOutcome> {
  const done = await deps.database.acrossTenants(async (tx) => {
    const version = await beginFold(tx, source.name);
    const records = await source.claim(tx);
    if (!records) return undefined;
    const { events, setAside, nas } = await readEvents(tx, records);
    const book = await foldEvents(tx, { deps, events, nas, reading });
    if (setAside.length > 0) await deps.setAside(setAside, tx);
    await source.settle(tx);
    return { book, version, records: records.length, setAside: setAside.length };
  });
  if (!done) {
    // Another fold has changed what is remembered, or the database has come back from a backup.
    deps.remembered.forgetAll();
    return { kind: 'not_claimed' };
  }
  deps.remembered.keep(done.book, done.version);
  return { kind: 'folded', records: done.records, setAside: done.setAside };
}

/** An event and what tells its session from others. */
type KeyedEvent = (SessionEvent & { key: string }) | NasRestart;

interface ReadEvents {
  events: KeyedEvent[];
  setAside: SetAsideRecord[];
  nas: Map<string, FoldNas>;
}

async function readEvents(tx: Tx, records: readonly Buffer[]): Promise<ReadEvents> {
  const decoded = records.map((bytes) => ({ bytes, record: decodeAccountingRecord(bytes) }));
  const nasIds = new Set<string>();
  for (const { record } of decoded) if (record) nasIds.add(record.nasId);
  const nas = nasIds.size > 0 ? await findFoldNas(tx, [...nasIds]) : new Map<string, FoldNas>();
  const events: KeyedEvent[] = [];
  const setAside: SetAsideRecord[] = [];
  for (const { bytes, record } of decoded) {
    const traits = record && nas.get(record.nasId);
    if (!record || traits?.tenantId !== record.tenantId) {
      setAside.push({ record: bytes, reason: record ? 'unknown_nas' : 'unknown_record' });
      continue;
    }
    const result = readAccountingEvent(record, traits);
    if (!result.ok) setAside.push({ record: bytes, reason: result.fault });
    else if (result.event.kind === 'nas_restart') events.push(result.event);
    else events.push(Object.assign(result.event, { key: keyOf(result.event) }));
  }
  return { events, setAside, nas };
}

interface FoldWork {
  deps: FoldDeps;
  events: readonly KeyedEvent[];
  nas: Map<string, FoldNas>;
  reading: Reading;
}

async function foldEvents(tx: Tx, { deps, events, nas, reading }: FoldWork): Promise<SessionBook> {
  const { remembered, makeId } = deps;
  const book = await openBook(tx, { events, remembered, reading });
  const findLink = await findLinks(tx, eventsToLink(book, events));
  const tally = new UsageTally(nas);
  const traffic = new TrafficTally();
  for (const event of events) {
    if (isSessionEvent(event)) foldSessionEvent({ book, findLink, tally, traffic, makeId }, event);
    else for (const closed of applyRestart(book.openOfRouter(event), event)) book.put(closed);
  }
  const changed = book.changed();
  await writeSessions(tx, changed);
  await insertCorrections(tx, tally.corrections);
  await addUsage(tx, tally.days());
  if (tally.deltas.length > 0) await deps.onUsage?.(tx, tally.deltas);
  const ended = endedOf(changed);
  if (ended.length > 0) await deps.onEnded(tx, ended.map(toEnded));
  const changes = changesOf(changed, ended);
  if (changes.length > 0) await deps.onChanged?.(tx, changes);
  // Last, because the row of a minute is the one that other folds may wait for.
  await addTraffic(tx, traffic.minutes());
  return book;
}

function isSessionEvent(event: KeyedEvent): event is SessionEvent & { key: string } {
  return event.kind !== 'nas_restart';
}

/** Events whose session may need a link that it has not: one that it begins needs it as well. */
function eventsToLink(book: SessionBook, events: readonly KeyedEvent[]): SessionEvent[] {
  const met = new Set<string>();
  return events.filter(isSessionEvent).filter((event) => {
    // After the first event of a key nobody knows yet what its session has become.
    if (met.has(event.key)) return true;
    met.add(event.key);
    const rows = book.rowsOf(event.key);
    return opensEpoch(rows, event) || rows.some((row) => !isLinked(row, event));
  });
}

/** The session has its links, and the event brings no Class that could complete them. */
function isLinked(session: Session | undefined, event: SessionEvent): boolean {
  if (event.kind === 'start' || !session || session.subscriberId === null) return false;
  return session.subscriptionId !== null || event.subscriptionId === undefined;
}

interface BookWork {
  events: readonly KeyedEvent[];
  remembered: RememberedSessions;
  reading: Reading;
}

/** Gathers every row that the events can touch: what is remembered, and the rest as it is read. */
async function openBook(tx: Tx, { events, remembered, reading }: BookWork): Promise<SessionBook> {
  const book = new SessionBook();
  const byKey = new Map(events.filter(isSessionEvent).map((event) => [event.key, event]));
  const unknown: SessionKey[] = [];
  for (const [key, event] of byKey) {
    const rows = remembered.find(key);
    if (rows) for (const row of rows) book.addStored(row, { key });
    else unknown.push(event);
  }
  if (unknown.length > 0) {
    for (const row of await readSessions(tx, unknown, reading)) {
      book.addStored(row, { key: keyOf(row.session) });
    }
  }
  await readRestarted(tx, { book, events, reading });
  await readPlaces(tx, { book, events, reading });
  // A Start begins something new; only what goes on or ends can belong to the history.
  const begun = new Set(
    events
      .filter(isSessionEvent)
      .filter((event) => event.kind === 'start')
      .map((event) => event.key),
  );
  const late = unknown.filter((event) => !begun.has(keyOf(event)) && book.rowsOf(keyOf(event)).length === 0);
  if (late.length > 0) {
    for (const session of await readHistory(tx, late)) {
      book.addStored({ session, version: '' }, { key: keyOf(session), isInHistory: true });
    }
  }
  return book;
}

/** What is in the history, which hardly ever is anything; then no other fold corrects it until the commit. */
async function readHistory(tx: Tx, keys: readonly SessionKey[]): Promise<Session[]> {
  const found = await findHistory(tx, keys);
  if (found.length === 0) return found;
  await lockCorrections(tx);
  return findHistory(tx, keys);
}

interface BookReading {
  book: SessionBook;
  events: readonly KeyedEvent[];
  reading: Reading;
}

async function readRestarted(tx: Tx, { book, events, reading }: BookReading): Promise<void> {
  const restarts = events.filter((event) => event.kind === 'nas_restart');
  if (restarts.length === 0) return;
  const routers = [...new Map(restarts.map((event) => [routerOf(event), event])).values()];
  for (const row of await readOpenOfRouters(tx, routers, reading)) book.addAlone(row);
}

/** The open sessions that those beginning here may have replaced. */
async function readPlaces(tx: Tx, { book, events, reading }: BookReading): Promise<void> {
  const starts = events
    .filter(isSessionEvent)
    .filter((event) => event.kind === 'start' || !book.has(event.key));
  if (starts.length === 0) return;
  const places = starts.map(({ tenantId, nasId, nasAddress, callingStationId, framedIp }) => ({
    tenantId,
    nasId,
    nasAddress,
    callingStationId: callingStationId ?? null,
    framedIp: framedIp ?? null,
  }));
  for (const row of await readRivals(tx, places, reading)) book.addRival(row);
}

interface EventWork {
  book: SessionBook;
  findLink: FindLink;
  tally: UsageTally;
  traffic: TrafficTally;
  makeId: () => string;
}

function foldSessionEvent(
  { book, findLink, tally, traffic, makeId }: EventWork,
  event: SessionEvent & { key: string },
): void {
  const known = book.rowsOf(event.key);
  const { session, changed, usage } = applyAccounting(known, event, makeId);
  traffic.add(session, event.atMs, usage);
  if (book.isInHistory(session)) {
    tally.correct({ id: makeId(), session, atMs: event.atMs, usage });
    book.put(session);
    return;
  }
  const before = known.find((row) => row.id === session.id);
  const linked = isLinked(before, event) ? session : link(session, findLink(event));
  for (const row of changed) book.put(row.id === session.id ? linked : row);
  // What was counted while nobody knew whose it was is the subscriber's from now on.
  const isFirstLink = before?.subscriberId === null && linked.subscriberId !== null;
  const fromMs = isFirstLink || !before ? linked.startedAtMs : before.lastSeenAtMs;
  tally.add(linked, { fromMs, atMs: event.atMs }, isFirstLink ? linked : usage);
  if (event.kind === 'start' || !before) {
    for (const closed of closeReplaced(linked, book.rivalsOf(linked))) book.put(closed);
  }
}

/** A link once made stays: a name that is later given to somebody else changes no old session. */
function link(session: Session, found: ReturnType<FindLink>): Session {
  if (!found || (session.subscriberId !== null && session.subscriberId !== found.subscriberId))
    return session;
  const subscriptionId = session.subscriptionId ?? found.subscriptionId;
  const interimIntervalS = found.interimIntervalS ?? session.interimIntervalS;
  return { ...session, subscriberId: found.subscriberId, subscriptionId, interimIntervalS };
}

function toEnded(session: Session): EndedSession {
  return { tenantId: session.tenantId, sessionId: session.id, endedAtMs: session.stoppedAtMs! };
}
