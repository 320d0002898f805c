import { MENU_RULES, SETTINGS_RULES } from './menu-rules.ts';
import { MenuTable, type Properties, type TableItem } from './menu-table.ts';
import { QueueList } from './queue-list.ts';
import type { Rates } from './rate-limit.ts';
import type { RouterSession, Volume } from './router-session.ts';

/** What a session is called in the menus that show it. */
export interface ShownSession {
  readonly session: RouterSession;
  /** Of its interface and dynamic queue: `<pppoe-USER>`. */
  readonly name: string;
  /** Of its row in the list of active sessions: given to another one when it has ended. */
  readonly activeId: string;
  readonly interfaceId: string;
}

export interface RouterStateOptions {
  readonly identity: string;
  readonly coaPort: number;
  readonly takesCoa: boolean;
}

/**
 * What a RouterOS router has configured and who is online, whichever way it is looked at or changed: by its API,
 * by RADIUS, or by a test that asks for the truth.
 */
export class RouterState {
  readonly queues: QueueList;
  readonly tables: ReadonlyMap<string, MenuTable>;
  readonly settings: ReadonlyMap<string, Record<string, string>>;
  /** Of the port on which everybody dials. */
  isLinkUp = true;
  /** Somebody has removed the session by the API: whoever plays it ends it, and then calls `close`. */
  onRemoved: (session: RouterSession) => void = (session) => this.close(session);
  readonly #shown = new Map<RouterSession, ShownSession>();
  readonly #names = new Set<string>();
  readonly #activeNumbers = new Set<number>();
  /** Below it none is free. */
  #lowestNumber = 1;
  #nextInterface = 0x10;

  constructor({ identity, coaPort, takesCoa }: RouterStateOptions) {
    this.tables = new Map(
      Object.entries(MENU_RULES).map(([path, rules]) => [path, new MenuTable(rules, newItem)]),
    );
    this.settings = new Map(Object.keys(SETTINGS_RULES).map((path) => [path, {}]));
    this.queues = new QueueList(() => this.#marksInUse());
    Object.assign(this.setting('/system/identity'), { name: identity });
    const incoming = { accept: takesCoa ? 'true' : 'false', port: String(coaPort) };
    Object.assign(this.setting('/radius/incoming'), incoming);
    const aaa = { 'use-radius': 'true', accounting: 'true', 'interim-update': '0s' };
    Object.assign(this.setting('/ppp/aaa'), aaa);
    const ntp = { enabled: 'false', servers: '', 'primary-ntp': '0.0.0.0' };
    Object.assign(this.setting('/system/ntp/client'), ntp);
    for (const name of ['default-small', 'default']) this.table('/queue/type').add({ name, kind: 'pfifo' });
    this.table('/ppp/profile').add({ name: 'default' });
    this.table('/interface/pppoe-server/server').add({ 'service-name': 'service1', interface: 'ether1' });
  }

  get sessions(): Iterable<ShownSession> {
    return this.#shown.values();
  }

  table(path: string): MenuTable {
    return this.tables.get(path)!;
  }

  setting(path: string): Record<string, string> {
    return this.settings.get(path)!;
  }

  /** A session has begun. */
  open(session: RouterSession): void {
    const name = this.#freeName(`<${session.service}-${session.userName}`);
    const number = this.#freeNumber();
    const interfaceId = `*${(this.#nextInterface++).toString(16).toUpperCase()}`;
    const activeId = `*${number.toString(16).toUpperCase()}`;
    this.#names.add(name);
    this.#activeNumbers.add(number);
    this.#shown.set(session, { session, name, activeId, interfaceId });
    this.queues.open(session, name);
  }

  /** A session has ended, and with it all that the router made for it. */
  close(session: RouterSession): void {
    const shown = this.#shown.get(session);
    if (!shown) return;
    this.#shown.delete(session);
    this.#names.delete(shown.name);
    const number = Number.parseInt(shown.activeId.slice(1), 16);
    this.#activeNumbers.delete(number);
    this.#lowestNumber = Math.min(this.#lowestNumber, number);
    this.queues.close(session);
  }

  /** The rate limit of a session is another one from now on: `change` sets it. */
  changeRateLimit(session: RouterSession, change: () => void): void {
    session.settle();
    change();
    this.queues.rewrite(session);
  }

  /** What limits a session now; 0: nothing. */
  effectiveRates(session: RouterSession): Rates {
    return this.queues.effectiveRates(session);
  }

  shape(session: RouterSession, demand: { upload: number; download: number }, seconds: number): Volume {
    return this.queues.shape(session, demand, seconds);
  }

  /** Power is off or the router boots: what is configured stays, entries with a timeout do not. */
  forgetDynamic(): void {
    // A map may lose what it has just given.
    for (const session of this.#shown.keys()) this.close(session);
    const lists = this.table('/ip/firewall/address-list');
    for (const item of lists.items.filter(({ fields }) => fields['timeout'] !== undefined))
      lists.remove(item);
    for (const queue of this.queues.table.items) {
      queue.uploadBytes = 0n;
      queue.downloadBytes = 0n;
    }
  }

  #marksInUse(): ReadonlySet<string> {
    const rules = this.table('/ip/firewall/mangle').items;
    return new Set(
      rules.flatMap(({ fields }) =>
        fields['action'] === 'mark-packet' && fields['disabled'] !== 'true'
          ? [fields['new-packet-mark'] ?? '']
          : [],
      ),
    );
  }

  #freeName(start: string): string {
    for (let again = 0; ; again++) {
      const name = again === 0 ? `${start}>` : `${start}-${again}>`;
      if (!this.#names.has(name)) return name;
    }
  }

  /** The lowest that nobody has, so that ids come again soon, as on the device. */
  #freeNumber(): number {
    while (this.#activeNumbers.has(this.#lowestNumber)) this.#lowestNumber++;
    return this.#lowestNumber;
  }
}

function newItem(id: string, fields: Properties): TableItem {
  return { id, fields };
}
