import type { Database, Tx } from '../../platform/db/index.ts';
import { CivilZone } from '../policy/index.ts';
import {
  readAccountingEvent,
  type AccountingEvent,
  type AccountingFault,
  type SessionEvent,
} from './accounting-event.ts';
import { decodeAccountingRecord } from './accounting-record.ts';
import { applyAccounting, applyRestart, closeReplaced, type Usage } from './apply-accounting.ts';
import {
  addUsage,
  findFoldNas,
  findHistory,
  insertCorrections,
  lockOpenOfRouters,
  lockPosition,
  lockRivals,
  lockSessions,
  movePosition,
  writeSessions,
  type Correction,
  type FoldNas,
  type JournalMark,
  type UsageDay,
} from './fold-store.ts';
import { findLinks, type FindLink } from './link-subscribers.ts';
import { keyOf, routerOf, SessionBook } from './session-book.ts';
import type { Session } from './session.ts';

/** A session that this transaction closed, or whose Stop it brought after all. */
export interface EndedSession {
  tenantId: string;
  sessionId: string;
  endedAtMs: number;
}

/** A record that says nothing the fold could apply, as it stood in the journal. */
export interface SetAsideRecord {
  record: Buffer;
  reason: AccountingFault | 'unknown_record' | 'unknown_nas' | 'refused';
}

export interface FoldDeps {
  database: Database;
  makeId: () => string;
  /** What else happens when sessions end, in the same transaction; higher modules hang in here. */
  onEnded: (tx: Tx, ended: EndedSession[]) => Promise<void>;
  /** Keeps records that no rule can apply; called before the position moves past them. */
  setAside: (records: SetAsideRecord[]) => Promise<void>;
}

/** Records of one journal between two positions. */
export interface FoldBatch {
  journalId: string;
  from: JournalMark | undefined;
  next: JournalMark;
  records: readonly Buffer[];
  /** Everything received before this instant is in this batch or was before it. */
  foldedUntilMs: number;
}

export type FoldOutcome =
  { kind: 'folded'; setAside: number } | { kind: 'position_moved'; position: JournalMark | undefined };

/**
 * Folds a batch into sessions and usage and moves the journal's position, in one transaction: it happens
 * once or not at all. When the position is not where the batch begins, somebody else has folded it, and
 * nothing is changed. Rejects with the database's error; nothing is changed then either.
 */
export function foldAccounting(deps: FoldDeps, batch: FoldBatch): Promise<FoldOutcome> {
  return deps.database.acrossTenants(async (tx) => {
    const position = await lockPosition(tx, batch.journalId);
    if (!isSamePosition(position, batch.from)) return { kind: 'position_moved', position };
    const { events, setAside, nas } = await readEvents(tx, batch.records);
    if (events.length > 0) await foldEvents(tx, { deps, events, nas });
    if (setAside.length > 0) await deps.setAside(setAside);
    const { journalId, next, records, foldedUntilMs } = batch;
    await movePosition(tx, { journalId, ...next, records: records.length, foldedUntilMs });
    return { kind: 'folded', setAside: setAside.length };
  });
}

function isSamePosition(a: JournalMark | undefined, b: JournalMark | undefined): boolean {
  return a?.segment === b?.segment && a?.offset === b?.offset;
}

interface ReadEvents {
  events: AccountingEvent[];
  setAside: SetAsideRecord[];
  nas: Map<string, FoldNas>;
}

async function readEvents(tx: Tx, records: readonly Buffer[]): Promise<ReadEvents> {
  const decoded = records.map((bytes) => ({ bytes, record: decodeAccountingRecord(bytes) }));
  const nasIds = new Set(decoded.flatMap(({ record }) => record?.nasId ?? []));
  const nas = await findFoldNas(tx, [...nasIds]);
  const events: AccountingEvent[] = [];
  const setAside: SetAsideRecord[] = [];
  for (const { bytes, record } of decoded) {
    const traits = record && nas.get(record.nasId);
    if (!record || traits?.tenantId !== record.tenantId) {
      setAside.push({ record: bytes, reason: record ? 'unknown_nas' : 'unknown_record' });
      continue;
    }
    const result = readAccountingEvent(record, traits);
    if (result.ok) events.push(result.event);
    else setAside.push({ record: bytes, reason: result.fault });
  }
  return { events, setAside, nas };
}

interface FoldWork {
  deps: FoldDeps;
  events: readonly AccountingEvent[];
  nas: Map<string, FoldNas>;
}

async function foldEvents(tx: Tx, { deps, events, nas }: FoldWork): Promise<void> {
  const book = await openBook(tx, events);
  const findLink = await findLinks(
    tx,
    events.filter(isSessionEvent).filter((event) => !isLinked(book, event)),
  );
  const tally = new Tally(nas);
  for (const event of events) {
    if (event.kind === 'nas_restart') {
      for (const closed of applyRestart(book.openOfRouter(event), event)) book.put(closed);
    } else {
      foldSessionEvent({ book, findLink, tally, makeId: deps.makeId }, event);
    }
  }
  await writeSessions(tx, book.changed());
  await insertCorrections(tx, tally.corrections);
  await addUsage(tx, tally.days());
  const ended = book.ended();
  if (ended.length > 0) await deps.onEnded(tx, ended.map(toEnded));
}

function isSessionEvent(event: AccountingEvent): event is SessionEvent {
  return event.kind !== 'nas_restart';
}

/** The session has its links, and the event brings no Class that could complete them. */
function isLinked(book: SessionBook, event: SessionEvent): boolean {
  const latest = book.rowsOf(event).at(-1);
  if (event.kind === 'start' || !latest || latest.subscriberId === null) return false;
  return latest.subscriptionId !== null || event.subscriptionId === undefined;
}

/** Reads and locks every row that the events can touch. */
async function openBook(tx: Tx, events: readonly AccountingEvent[]): Promise<SessionBook> {
  const book = new SessionBook();
  const sessionEvents = events.filter(isSessionEvent);
  const keys = [...new Map(sessionEvents.map((event) => [keyOf(event), event])).values()];
  if (keys.length > 0) book.addRead(await lockSessions(tx, keys));
  const restarts = events.filter((event) => !isSessionEvent(event));
  const restarted = [...new Map(restarts.map((event) => [routerOf(event), event])).values()];
  if (restarted.length > 0) book.addRead(await lockOpenOfRouters(tx, restarted));
  const beginning = sessionEvents.filter(
    (event) => event.kind === 'start' || book.rowsOf(event).length === 0,
  );
  const starts = beginning.map((event) => ({
    tenantId: event.tenantId,
    nasId: event.nasId,
    nasAddress: event.nasAddress,
    callingStationId: event.callingStationId ?? null,
    framedIp: event.framedIp ?? null,
  }));
  if (starts.length > 0) book.addRead(await lockRivals(tx, starts));
  // A Start begins something new; only what goes on or ends can belong to the history.
  const begun = new Set(sessionEvents.filter((event) => event.kind === 'start').map(keyOf));
  const late = keys.filter((key) => book.rowsOf(key).length === 0 && !begun.has(keyOf(key)));
  if (late.length > 0) book.addRead(await findHistory(tx, late), { inHistory: true });
  return book;
}

interface EventWork {
  book: SessionBook;
  findLink: FindLink;
  tally: Tally;
  makeId: () => string;
}

function foldSessionEvent({ book, findLink, tally, makeId }: EventWork, event: SessionEvent): void {
  const { session, changed, usage } = applyAccounting(book.rowsOf(event), event, makeId);
  if (book.isInHistory(session)) {
    tally.correct({ id: makeId(), session, atMs: event.atMs, usage });
    book.put(session);
    return;
  }
  const before = book.rowsOf(event).find((row) => row.id === session.id);
  const linked = link(session, findLink(event));
  for (const row of changed) book.put(row.id === session.id ? linked : row);
  // What was counted while nobody knew whose it was is the subscriber's from now on.
  const isFirstLink = before?.subscriberId === null && linked.subscriberId !== null;
  tally.add(linked, event.atMs, isFirstLink ? linked : usage);
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

/** Adds up what the batch counts, by subscriber and civil day of the tenant. */
class Tally {
  readonly corrections: Correction[] = [];
  readonly #nas: Map<string, FoldNas>;
  readonly #days = new Map<string, UsageDay>();

  constructor(nas: Map<string, FoldNas>) {
    this.#nas = nas;
  }

  add(session: Session, atMs: number, { uploadBytes, downloadBytes, sessionTimeS }: Usage): void {
    const { tenantId, subscriberId, nasId } = session;
    if (subscriberId === null) return;
    const isNothing = uploadBytes === 0n && downloadBytes === 0n && sessionTimeS === 0n;
    if (isNothing) return;
    const day = civilDay(this.#nas.get(nasId)!.timeZone, atMs);
    const key = `${tenantId} ${subscriberId} ${day}`;
    const known = this.#days.get(key);
    this.#days.set(key, {
      tenantId,
      subscriberId,
      day,
      uploadBytes: (known?.uploadBytes ?? 0n) + uploadBytes,
      downloadBytes: (known?.downloadBytes ?? 0n) + downloadBytes,
      sessionTimeS: (known?.sessionTimeS ?? 0n) + sessionTimeS,
    });
  }

  /** Traffic of a session in the history: a row of its own, and the subscriber's usage all the same. */
  correct({ id, session, atMs, usage }: { id: string; session: Session; atMs: number; usage: Usage }): void {
    const isNothing = usage.uploadBytes === 0n && usage.downloadBytes === 0n && usage.sessionTimeS === 0n;
    if (isNothing) return;
    this.corrections.push({ tenantId: session.tenantId, id, sessionId: session.id, atMs, ...usage });
    this.add(session, atMs, usage);
  }

  days(): UsageDay[] {
    return [...this.#days.values()];
  }
}

/** Zones in use; there are some six hundred in the world. */
const zones = new Map<string, CivilZone>();

/** The date in the zone at that instant, as YYYY-MM-DD. */
function civilDay(timeZone: string, atMs: number): string {
  let zone = zones.get(timeZone);
  if (!zone) zones.set(timeZone, (zone = new CivilZone(timeZone)));
  return new Date(atMs + zone.spanAt(atMs).offsetMs).toISOString().slice(0, 10);
}
