import { MenuTable, type Properties } from './menu-table.ts';
import { parseRateLimit, parseRates, ratesText, type Rates } from './rate-limit.ts';
import type { RouterSession, Volume } from './router-session.ts';
import { Trap } from './trap.ts';

/** A simple queue: configured, or made by the router for a session. */
export interface QueueItem {
  readonly id: string;
  fields: Properties;
  readonly session: RouterSession | undefined;
  uploadBytes: bigint;
  downloadBytes: bigint;
}

/** A part of a session's traffic that one queue shapes, or none. */
interface Flow {
  readonly queue: QueueItem | undefined;
  readonly share: number;
}

const NOT_LIMITED: Rates = { uploadBps: 0, downloadBps: 0 };

/**
 * `/queue/simple` and what it does to traffic: of all queues in their order the first shapes a packet whose target
 * and packet mark fit. Bursts, parents and priorities are kept but do nothing.
 */
export class QueueList {
  readonly table: MenuTable<QueueItem>;
  /** Marks that some mangle rule sets now. */
  readonly #marksInUse: () => ReadonlySet<string>;
  readonly #flows = new Map<RouterSession, Flow[]>();
  readonly #sessions = new Map<string, RouterSession>();
  readonly #dynamic = new Map<RouterSession, QueueItem>();
  /** Of their interfaces and dynamic queues. */
  readonly #names = new Map<RouterSession, string>();

  constructor(marksInUse: () => ReadonlySet<string>) {
    this.#marksInUse = marksInUse;
    this.table = new MenuTable<QueueItem>(
      {
        writable: WRITABLE,
        defaults: { 'packet-marks': '', 'max-limit': '0/0', disabled: 'false', parent: 'none' },
        unique: { by: ['name'], what: 'queue with this name' },
        normalize: normalizeQueueField,
      },
      (id, fields) => newQueue(id, fields),
    );
  }

  open(session: RouterSession, name: string): void {
    this.#sessions.set(session.address, session);
    this.#names.set(session, name);
    this.#shapeAsGranted(session);
  }

  close(session: RouterSession): void {
    if (this.#sessions.get(session.address) === session) this.#sessions.delete(session.address);
    this.#flows.delete(session);
    this.#names.delete(session);
    const queue = this.#dynamic.get(session);
    this.#dynamic.delete(session);
    if (queue) this.table.remove(queue);
  }

  /** The rate limit of a session has changed: the queue is rewritten in its place. */
  rewrite(session: RouterSession): void {
    const queue = this.#dynamic.get(session);
    if (queue) queue.fields = dynamicFields(session, this.#nameOf(session));
    else this.#shapeAsGranted(session);
    this.#flows.delete(session);
  }

  /** Before a queue with these targets comes, changes or goes: who is shaped by it counts up to now. */
  settle(targets: string | undefined): void {
    const sessions = this.#whoFits(targets);
    for (const session of sessions) {
      session.settle();
      this.#flows.delete(session);
    }
  }

  /** What limits a session's unmarked traffic; 0: nothing. */
  effectiveRates(session: RouterSession): Rates {
    return limitOf(this.#flowsOf(session)[0]?.queue);
  }

  /** What of the demand passes, and counts it in the queues it passed. */
  shape(session: RouterSession, demand: { upload: number; download: number }, seconds: number): Volume {
    let uploadBytes = 0n;
    let downloadBytes = 0n;
    for (const [queue, share] of this.#sharesByQueue(session)) {
      const limit = limitOf(queue);
      const upload = BigInt(Math.floor(capped(demand.upload * share, limit.uploadBps, seconds)));
      const download = BigInt(Math.floor(capped(demand.download * share, limit.downloadBps, seconds)));
      if (queue) {
        queue.uploadBytes += upload;
        queue.downloadBytes += download;
      }
      uploadBytes += upload;
      downloadBytes += download;
    }
    return { uploadBytes, downloadBytes };
  }

  /** Bit/s that pass now. */
  currentRates(session: RouterSession): Rates {
    let [uploadBps, downloadBps] = [0, 0];
    for (const [queue, share] of this.#sharesByQueue(session)) {
      const limit = limitOf(queue);
      uploadBps += capped(session.demand.uploadBps * share, limit.uploadBps * 8, 1);
      downloadBps += capped(session.demand.downloadBps * share, limit.downloadBps * 8, 1);
    }
    return { uploadBps: Math.round(uploadBps), downloadBps: Math.round(downloadBps) };
  }

  #sharesByQueue(session: RouterSession): Map<QueueItem | undefined, number> {
    const shares = new Map<QueueItem | undefined, number>();
    for (const { queue, share } of this.#flowsOf(session)) {
      shares.set(queue, (shares.get(queue) ?? 0) + share);
    }
    return shares;
  }

  /** The unmarked flow first. */
  #flowsOf(session: RouterSession): Flow[] {
    const known = this.#flows.get(session);
    if (known) return known;
    const fitting = this.table.items.filter((queue) => fits(queue, session, this.#nameOf(session)));
    const inUse = this.#marksInUse();
    const marked = Object.entries(session.markShares).filter(([mark]) => inUse.has(mark));
    const unmarked = marked.reduce((rest, [, share]) => rest - share, 1);
    const flows = [['', unmarked] as const, ...marked].map(([mark, share]): Flow => ({
      share,
      queue: fitting.find((queue) => takesMark(queue, mark)),
    }));
    this.#flows.set(session, flows);
    return flows;
  }

  #whoFits(targets: string | undefined): Iterable<RouterSession> {
    const hosts = (targets ?? '').split(',').map((target) => /^([\d.]+)\/32$/.exec(target)?.[1]);
    if (hosts.includes(undefined)) return this.#sessions.values();
    return hosts.flatMap((host) => this.#sessions.get(host!) ?? []);
  }

  #shapeAsGranted(session: RouterSession): void {
    if (session.rateLimit === undefined) return;
    const queue = newQueue(this.table.newId(), dynamicFields(session, this.#nameOf(session)), session);
    this.#dynamic.set(session, queue);
    this.table.items.push(queue);
  }

  #nameOf(session: RouterSession): string {
    return this.#names.get(session) ?? '';
  }
}

const WRITABLE = `
  name target dst parent packet-marks priority queue limit-at
  max-limit burst-limit burst-threshold burst-time bucket-size time disabled comment
`
  .trim()
  .split(/\s+/);
const RATE_FIELDS: ReadonlySet<string> = new Set(['max-limit', 'limit-at', 'burst-limit', 'burst-threshold']);

function normalizeQueueField(name: string, value: string): string {
  if (RATE_FIELDS.has(name)) {
    const rates = parseRates(value);
    if (!rates) throw new Trap(`invalid value for argument ${name}`, 1);
    return ratesText(rates);
  }
  if (name !== 'target') return value;
  return value
    .split(',')
    .map((target) => (/^\d+(\.\d+){3}$/.test(target) ? `${target}/32` : target))
    .join(',');
}

function newQueue(id: string, fields: Properties, session?: RouterSession): QueueItem {
  return { id, fields, session, uploadBytes: 0n, downloadBytes: 0n };
}

function dynamicFields(session: RouterSession, name: string): Properties {
  const limit = parseRateLimit(session.rateLimit ?? '');
  return {
    name,
    target: session.service === 'hotspot' ? `${session.address}/32` : name,
    'packet-marks': '',
    'max-limit': ratesText(limit?.maxLimit ?? NOT_LIMITED),
    'limit-at': ratesText(limit?.limitAt ?? NOT_LIMITED),
    'burst-limit': ratesText(limit?.burstLimit ?? NOT_LIMITED),
    'burst-threshold': ratesText(limit?.burstThreshold ?? NOT_LIMITED),
    'burst-time': limit?.burstTime ?? '0s/0s',
    priority: limit?.priority ?? '8/8',
    parent: 'none',
    disabled: 'false',
  };
}

function fits({ fields, session: owner }: QueueItem, session: RouterSession, name: string): boolean {
  if (owner) return owner === session;
  if (fields['disabled'] === 'true') return false;
  return (fields['target'] ?? '')
    .split(',')
    .some((target) => target === name || isWithin(session.address, target));
}

function isWithin(address: string, target: string): boolean {
  if (target === `${address}/32`) return true;
  const match = /^([\d.]+)\/(\d+)$/.exec(target);
  if (!match || match[2] === '32') return false;
  const shift = 32 - Number(match[2]);
  return shift >= 32 || addressNumber(match[1]!) >>> shift === addressNumber(address) >>> shift;
}

function addressNumber(address: string): number {
  return address.split('.').reduce((number, byte) => number * 256 + Number(byte), 0) >>> 0;
}

/** Without marks a queue takes every packet. */
function takesMark({ fields }: QueueItem, mark: string): boolean {
  const marks = (fields['packet-marks'] ?? '').split(',').filter((known) => known !== '');
  return marks.length === 0 || marks.includes(mark === '' ? 'no-mark' : mark);
}

function limitOf(queue: QueueItem | undefined): Rates {
  return (queue && parseRates(queue.fields['max-limit'])) ?? NOT_LIMITED;
}

function capped(amount: number, limitBps: number, seconds: number): number {
  return limitBps === 0 ? amount : Math.min(amount, (limitBps / 8) * seconds);
}
