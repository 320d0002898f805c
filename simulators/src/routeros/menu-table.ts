import { noSuchItem, Trap, unknownParameter } from './trap.ts';

/** Of an item as RouterOS tells of it. */
export type Properties = Readonly<Record<string, string | undefined>>;

export interface MenuRules {
  /** Names that may be written. */
  readonly writable: readonly string[];
  /** What an item has that is not told otherwise. */
  readonly defaults?: Properties;
  /** Two items may not have the same; the trap's message names what. */
  readonly unique?: { readonly by: readonly string[]; readonly what: string };
  /** Rewrites a value as the router keeps it, or throws a Trap. */
  readonly normalize?: (name: string, value: string) => string;
}

export interface TableItem {
  readonly id: string;
  fields: Properties;
}

/** Items beyond this are refused, as by a router that is out of memory. */
const MAX_ITEMS = 100_000;
const FLAGS: ReadonlySet<string> = new Set(['disabled', 'passthrough']);

/** The configured items of one menu, in their order. */
export class MenuTable<Item extends TableItem = TableItem> {
  readonly rules: MenuRules;
  readonly items: Item[] = [];
  readonly #make: (id: string, fields: Properties) => Item;
  #nextId = 1;

  constructor(rules: MenuRules, make: (id: string, fields: Properties) => Item) {
    this.rules = rules;
    this.#make = make;
  }

  newId(): string {
    return `*${(this.#nextId++).toString(16).toUpperCase()}`;
  }

  /** Adds an item before another one, or at the end. */
  add(given: Properties): Item {
    const { 'place-before': before, ...rest } = given;
    const fields = { ...this.rules.defaults, ...this.#checked(rest) };
    if (this.items.length >= MAX_ITEMS) throw new Trap('failure: out of memory', 4);
    this.#demandUnique(fields, undefined);
    const at = before === undefined ? this.items.length : this.items.indexOf(this.find(before));
    const item = this.#make(this.newId(), fields);
    this.items.splice(at, 0, item);
    return item;
  }

  set(item: Item, given: Properties): void {
    const fields = { ...item.fields, ...this.#checked(given) };
    this.#demandUnique(fields, item);
    item.fields = fields;
  }

  remove(item: Item): void {
    this.items.splice(this.items.indexOf(item), 1);
  }

  /** By id or name. */
  find(idOrName: string): Item {
    const found = this.items.find(({ id, fields }) => id === idOrName || fields['name'] === idOrName);
    if (!found) throw noSuchItem();
    return found;
  }

  #checked(given: Properties): Properties {
    const { writable, normalize = (_, value) => value } = this.rules;
    return Object.fromEntries(
      Object.entries(given).map(([name, value = '']) => {
        if (!writable.includes(name)) throw unknownParameter();
        return [name, FLAGS.has(name) ? flagText(value) : normalize(name, value)];
      }),
    );
  }

  #demandUnique(fields: Properties, except: Item | undefined): void {
    const { unique } = this.rules;
    if (!unique) return;
    const isTaken = this.items.some(
      (item) => item !== except && unique.by.every((name) => item.fields[name] === fields[name]),
    );
    if (isTaken) throw new Trap(`failure: already have ${unique.what}`, 4);
  }
}

/** Flags are written `yes` or `true` and told as `true`. */
function flagText(value: string): string {
  if (value === 'yes' || value === 'true') return 'true';
  if (value === 'no' || value === 'false') return 'false';
  throw new Trap(`input does not match any value of disabled`, 1);
}
