import type { Clock } from '@trunkline/kit';
import type { Database, Tx } from '../../platform/db/index.ts';
import { readFigures } from '../dashboard/index.ts';
import { readEvents, readHorizon } from './event-store.ts';
import type { LiveMessage } from './live-message.ts';
import {
  readHeardNas,
  readRecentDisconnects,
  readRecentLogins,
  readRecentSteps,
  readRecentTasks,
} from './live-source-store.ts';
import { ToldOnce } from './told-once.ts';

/** Each look reads at most so many of a kind; when all of them are news, pages are told to read anew. */
const maxAtOnce = 200;
/** The log is written in batches, repetitions at the end of their ten seconds. */
const loginsBackMs = 20_000;
/** An order is told of until its session's end, which takes seconds; later ones are found on their page. */
const disconnectsBackMs = 10 * 60_000;
/** A claim is confirmed by the next interim, most of which come within this. */
const stepsBackMs = 10 * 60_000;
const tasksBackMs = 6 * 3_600_000;
/** The radius role writes every five seconds what it saw. */
const nasBackMs = 30_000;
/** Figures and NAS change with the roll-ups, every few seconds. */
const slowEvery = 5;

/** Looks at one tenant, for everybody who listens, and says what is new since the look before. */
export class TenantWatch {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #tenantId: string;
  readonly #logins = new ToldOnce(10 * maxAtOnce);
  readonly #disconnects = new ToldOnce(2 * maxAtOnce);
  readonly #steps = new ToldOnce(2 * maxAtOnce);
  readonly #tasks = new ToldOnce(2 * maxAtOnce);
  readonly #nas = new ToldOnce(10 * maxAtOnce);
  readonly #firsts = new ToldOnce(10 * maxAtOnce);
  #horizon: string | undefined;
  #looks = 0;

  constructor(options: { database: Database; clock: Clock; tenantId: string }) {
    this.#database = options.database;
    this.#clock = options.clock;
    this.#tenantId = options.tenantId;
  }

  /** The first look only learns what is there. Rejects when the database is away. */
  async look(): Promise<LiveMessage[]> {
    const isFirst = this.#horizon === undefined;
    const isSlowTurn = this.#looks++ % slowEvery === 0;
    const told = await this.#database.inTenant(this.#tenantId, async (tx) => [
      ...(await this.#sessions(tx)),
      ...(await this.#loginsOf(tx)),
      ...(await this.#disconnectsOf(tx)),
      ...(await this.#termsOf(tx)),
      ...(await this.#tasksOf(tx)),
      ...(isSlowTurn ? await this.#nasOf(tx) : []),
    ]);
    const figures = isSlowTurn ? [await this.#figures()] : [];
    return [...(isFirst ? [] : told), ...figures];
  }

  async #sessions(tx: Tx): Promise<LiveMessage[]> {
    const from = this.#horizon;
    const to = await readHorizon(tx);
    this.#horizon = to;
    if (from === undefined) return [];
    const events = await readEvents(tx, { tenantId: this.#tenantId, from, to, limit: maxAtOnce + 1 });
    const changes = events.flatMap((event) => event.changes ?? []);
    const isTooMuch =
      events.length > maxAtOnce ||
      changes.length > maxAtOnce ||
      events.some((event) => event.changes === null);
    if (isTooMuch) return [{ name: 'missed', data: {} }];
    return changes.map((data) => ({ name: 'session', data }));
  }

  async #loginsOf(tx: Tx): Promise<LiveMessage[]> {
    const since = new Date(this.#clock.now() - loginsBackMs);
    const rows = await readRecentLogins(tx, { tenantId: this.#tenantId, since, limit: maxAtOnce });
    const news = rows.filter(({ id }) => this.#logins.isNews(id, ''));
    if (news.length === maxAtOnce) return [{ name: 'missed', data: {} }];
    return news
      .toReversed()
      .map(({ id: _id, at, ...login }) => ({ name: 'login', data: { at: at.toISOString(), ...login } }));
  }

  async #disconnectsOf(tx: Tx): Promise<LiveMessage[]> {
    const sinceMs = this.#clock.now() - disconnectsBackMs;
    const rows = await readRecentDisconnects(tx, { tenantId: this.#tenantId, sinceMs, limit: maxAtOnce });
    return rows
      .filter(({ id, state, attempts }) => this.#disconnects.isNews(id, `${state} ${attempts}`))
      .map(({ requestedAt, answeredAt, confirmedAt, ...order }) => ({
        name: 'disconnect',
        data: {
          ...order,
          requestedAt: requestedAt.toISOString(),
          answeredAt: answeredAt?.toISOString() ?? null,
          confirmedAt: confirmedAt?.toISOString() ?? null,
        },
      }));
  }

  /** Of sessions whose terms came a step further: their pages read anew. */
  async #termsOf(tx: Tx): Promise<LiveMessage[]> {
    const sinceMs = this.#clock.now() - stepsBackMs;
    const rows = await readRecentSteps(tx, { tenantId: this.#tenantId, sinceMs, limit: maxAtOnce });
    return rows
      .filter(({ id, outcome }) => this.#steps.isNews(id, outcome))
      .map(({ at, confirmedAt, ...step }) => ({
        name: 'terms',
        data: { ...step, at: at.toISOString(), confirmedAt: confirmedAt?.toISOString() ?? null },
      }));
  }

  async #tasksOf(tx: Tx): Promise<LiveMessage[]> {
    const sinceMs = this.#clock.now() - tasksBackMs;
    const rows = await readRecentTasks(tx, { tenantId: this.#tenantId, sinceMs, limit: maxAtOnce });
    return rows
      .map(({ id, state, total, changed, unchanged, refused }) => ({
        id,
        state,
        total,
        done: changed + unchanged,
        failed: refused,
      }))
      .filter((task) => this.#tasks.isNews(task.id, `${task.state} ${task.done} ${task.failed}`))
      .map((data) => ({ name: 'task', data }));
  }

  async #nasOf(tx: Tx): Promise<LiveMessage[]> {
    const since = new Date(this.#clock.now() - nasBackMs);
    const rows = await readHeardNas(tx, { tenantId: this.#tenantId, since, limit: maxAtOnce });
    return rows
      .filter(({ nasId, lastPacketAt }) => this.#nas.isNews(nasId, lastPacketAt.toISOString()))
      .map(({ nasId, firstPacketAt, lastPacketAt }) => ({
        name: 'nas',
        data: {
          id: nasId,
          lastPacketAt: lastPacketAt.toISOString(),
          isFirstPacket: firstPacketAt >= since && this.#firsts.isNews(nasId, ''),
        },
      }));
  }

  async #figures(): Promise<LiveMessage> {
    const nowMs = this.#clock.now();
    const tenantId = this.#tenantId;
    const figures = await this.#database.inTenant(tenantId, (tx) => readFigures(tx, { tenantId, nowMs }));
    return { name: 'figures', data: { at: new Date(nowMs).toISOString(), ...figures } };
  }
}
