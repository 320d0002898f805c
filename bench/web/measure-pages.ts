import { setTimeout as sleep } from 'node:timers/promises';
import { SeededRandom, systemClock, type Random } from '@trunkline/kit';
import { HttpConnection, type HttpAnswer } from './http-connection.ts';
import type { KnownRows } from './known-rows.ts';
import { startPageCpu, type PageCpu } from './page-cpu.ts';
import type { ApiAnswer, PageKind, Visit } from './page.ts';

/** A browser opens as many to one server. */
const connectionsPerClient = 6;
export const clientCount = 8;
/** Of the visits, these are looked into when the clock has stopped. */
const everyNth = 4;
/** The tenant's ceiling a minute, with room for what else asks. */
const requestsPerMinute = 11_000;
const mostRequestsAtOnce = 3_600;
const warmUpVisits = 12;

export interface PageSample {
  readonly page: string;
  readonly visits: number;
  readonly requests: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Of a whole visit, mean, as they went over the wire. */
  readonly bytes: number;
  readonly largestBytes: number;
  readonly cpu: PageCpu;
  /** What was wrong with answers, each once. */
  readonly faults: readonly string[];
}

interface Taken {
  readonly visit: Visit;
  readonly answers: readonly HttpAnswer[];
  readonly ms: number;
}

/** Eight people at their browsers, as fast as answers come, within the limits that hold for everybody. */
export class PageClients {
  readonly #clients: readonly PageClient[];
  #windowStartMs = 0;
  #usedInWindow = 0;

  /** Each client has tokens of its own, so that nobody meets the limit of one session. */
  constructor({ url, tokens, seed }: { url: string; tokens: readonly string[]; seed: number }) {
    this.#clients = Array.from({ length: clientCount }, (_, index) => {
      const own = tokens.filter((_token, place) => place % clientCount === index);
      return new PageClient({ url, tokens: own, random: new SeededRandom(seed + index) });
    });
  }

  async measure(
    kind: PageKind,
    rows: KnownRows,
    { maxMs, pids }: { maxMs: number; pids: { api: number; postgres: number } },
  ): Promise<PageSample> {
    await this.#awaitAllowance();
    await Promise.all(this.#clients.map((client) => client.open()));
    await Promise.all(this.#clients.map((client) => client.warmUp(kind, rows)));
    const readCpu = startPageCpu(pids);
    const startMs = systemClock.monotonic();
    const budget = { left: mostRequestsAtOnce };
    const taken = await Promise.all(
      this.#clients.map((client) => client.run(kind, rows, { endMs: startMs + maxMs, budget })),
    );
    const durationMs = systemClock.monotonic() - startMs;
    const cpu = readCpu(mostRequestsAtOnce - budget.left, durationMs);
    this.#usedInWindow += this.#clients.reduce((sum, client) => sum + client.takeCount(), 0);
    for (const client of this.#clients) client.close();
    return toSample(kind.name, taken.flat(), { durationMs, cpu });
  }

  async #awaitAllowance(): Promise<void> {
    const nowMs = systemClock.monotonic();
    const windowMs = 60_500;
    if (nowMs - this.#windowStartMs > windowMs) {
      this.#windowStartMs = nowMs;
      this.#usedInWindow = 0;
    } else if (this.#usedInWindow + mostRequestsAtOnce + 600 > requestsPerMinute) {
      await sleep(this.#windowStartMs + windowMs - nowMs);
      this.#windowStartMs = systemClock.monotonic();
      this.#usedInWindow = 0;
    }
  }
}

/** One person: a browser with its connections. */
export class PageClient {
  readonly #url: string;
  readonly #tokens: readonly string[];
  readonly #random: Random;
  #connections: readonly HttpConnection[] = [];
  #count = 0;

  constructor({ url, tokens, random }: { url: string; tokens: readonly string[]; random: Random }) {
    this.#url = url;
    this.#tokens = tokens;
    this.#random = random;
  }

  async open(): Promise<void> {
    const opening = Array.from({ length: connectionsPerClient }, () => HttpConnection.open(this.#url));
    this.#connections = await Promise.all(opening);
  }

  async warmUp(kind: PageKind, rows: KnownRows): Promise<void> {
    for (let visits = 0; visits < warmUpVisits; visits += 1) await this.visit(kind.visit(rows, this.#random));
  }

  async run(
    kind: PageKind,
    rows: KnownRows,
    { endMs, budget }: { endMs: number; budget: { left: number } },
  ): Promise<Taken[]> {
    const taken: Taken[] = [];
    while (systemClock.monotonic() < endMs && budget.left > 0) {
      const visit = kind.visit(rows, this.#random);
      budget.left -= visit.length;
      taken.push(await this.visit(visit));
    }
    return taken;
  }

  async visit(visit: Visit): Promise<Taken> {
    const token = this.#tokens[this.#count % this.#tokens.length]!;
    this.#count += visit.length;
    const startMs = systemClock.monotonic();
    const answers = await Promise.all(
      visit.map(({ path }, place) => this.#connections[place]!.get(path, token)),
    );
    return { visit, answers, ms: systemClock.monotonic() - startMs };
  }

  takeCount(): number {
    const count = this.#count;
    this.#count = 0;
    return count;
  }

  close(): void {
    for (const connection of this.#connections) connection.close();
  }
}

function toSample(
  page: string,
  taken: readonly Taken[],
  { durationMs, cpu }: { durationMs: number; cpu: PageCpu },
): PageSample {
  const requests = taken.reduce((sum, { visit }) => sum + visit.length, 0);
  const sizes = taken.map(({ answers }) => answers.reduce((sum, { bytes }) => sum + bytes, 0));
  const sorted = taken.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return {
    page,
    visits: taken.length,
    requests,
    perSecond: (requests * 1_000) / durationMs,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    bytes: Math.round(sizes.reduce((sum, bytes) => sum + bytes, 0) / taken.length),
    largestBytes: Math.max(...taken.flatMap(({ answers }) => answers.map(({ bytes }) => bytes))),
    cpu,
    faults: [...new Set(taken.flatMap((each, index) => faultsOf(each, index % everyNth === 0)))],
  };
}

function faultsOf({ visit, answers }: Taken, isLookedInto: boolean): string[] {
  return visit.flatMap(({ path, fault }, place) => {
    const { status, body } = answers[place]!;
    if (status !== 200) return [`${status} at ${path}: ${body.toString('utf8', 0, 200)}`];
    const found = isLookedInto ? fault(JSON.parse(body.toString('utf8')) as ApiAnswer) : undefined;
    return found === undefined ? [] : [`${found} at ${path}`];
  });
}
