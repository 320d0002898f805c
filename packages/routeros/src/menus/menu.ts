import type { RouterosCaller } from '../client/routeros-client.ts';
import { where, type Attributes } from '../protocol/command-sentence.ts';
import type { Row } from '../protocol/reply-sentence.ts';

/** `*1A`: stable until the router boots, for what is configured; used again soon, for what is dynamic. */
export type ItemId = string;

export interface PrintOptions {
  /** Only items with exactly these properties, by RouterOS's names. */
  readonly where?: Attributes | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
}

export interface ChangeOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
}

/** How a typed field is written: RouterOS's name, and the text of a value. */
export interface Field<V> {
  readonly name: string;
  readonly format: (value: V) => string;
}

/** Every field that may be written in a menu. */
export type Fields<Input> = { readonly [K in keyof Input]-?: Field<Exclude<Input[K], undefined>> };

/** In one command; more are sent in several. */
const MAX_IDS_PER_COMMAND = 200;
const ID = /^\*[0-9A-F]{1,16}$/i;

/** What is read of the items of a menu. */
export interface Readable<Item> {
  readonly path: string;
  /** RouterOS's names of all that `read` looks at: a router is asked for nothing else. */
  readonly properties: readonly string[];
  readonly read: (row: Row) => Item;
}

/** A menu with items that may be added, changed and removed. */
export interface Menu<Item, Input extends object> extends Readable<Item> {
  readonly fields: Fields<Input>;
  /** In the router's order. */
  list(client: RouterosCaller, options?: PrintOptions): Promise<Item[]>;
  /** Gives the id of the new item. Queues and rules are tried in order: `placeBefore` names the one to precede. */
  add(client: RouterosCaller, input: Input, options?: AddOptions): Promise<ItemId>;
  set(client: RouterosCaller, change: ItemChange<Input>, options?: ChangeOptions): Promise<void>;
  /** As on the device, one id that is no longer there makes its command fail. */
  remove(client: RouterosCaller, ids: readonly ItemId[], options?: ChangeOptions): Promise<void>;
}

export interface AddOptions extends ChangeOptions {
  readonly placeBefore?: ItemId | undefined;
}

export interface ItemChange<Input> {
  readonly id: ItemId;
  readonly input: Partial<Input>;
}

/** The commands of a menu, made of what it is called and what its items have. */
export function createMenu<Item, Input extends object>(
  menu: Readable<Item> & { readonly fields: Fields<Input> },
): Menu<Item, Input> {
  const { path, fields } = menu;
  return {
    ...menu,
    list: (client, options) => listItems(client, menu, options),
    add: async (client, input, { placeBefore, ...options } = {}) => {
      const attributes = {
        ...writeFields(fields, input),
        'place-before': placeBefore === undefined ? undefined : checkedId(placeBefore),
      };
      const { ret = '' } = await client.call(`${path}/add`, attributes, options);
      return ret;
    },
    set: async (client, { id, input }, options) => {
      await client.call(`${path}/set`, { '.id': checkedId(id), ...writeFields(fields, input) }, options);
    },
    remove: (client, ids, options) => removeItems(client, { path, ids }, options),
  };
}

/** Prints the items of a menu, in the router's order. */
export async function listItems<Item>(
  client: RouterosCaller,
  menu: Readable<Item>,
  { where: wanted = {}, ...options }: PrintOptions = {},
): Promise<Item[]> {
  const items: Item[] = [];
  await client.call(
    `${menu.path}/print`,
    {},
    {
      ...options,
      queries: where(wanted),
      proplist: menu.properties,
      // At once: of a thousand rows of text, none is kept.
      onRow: (row) => items.push(menu.read(row)),
    },
  );
  return items;
}

/** Removes items by id, as many in a command as it carries. */
export async function removeItems(
  client: RouterosCaller,
  { path, ids }: { readonly path: string; readonly ids: readonly ItemId[] },
  options: ChangeOptions = {},
): Promise<void> {
  for (let from = 0; from < ids.length; from += MAX_IDS_PER_COMMAND) {
    const some = ids.slice(from, from + MAX_IDS_PER_COMMAND).map(checkedId);
    await client.call(`${path}/remove`, { '.id': some.join(',') }, options);
  }
}

/** The attributes of what is given; throws a RangeError for a value that RouterOS would read as something else. */
function writeFields<Input extends object>(fields: Fields<Input>, input: Partial<Input>): Attributes {
  const attributes: Record<string, string> = {};
  for (const key of Object.keys(fields) as (keyof Input)[]) {
    const value = input[key];
    if (value !== undefined) attributes[fields[key].name] = fields[key].format(value as never);
  }
  return attributes;
}

/** A name where an id belongs could be a list of names: only ids pass. */
function checkedId(id: ItemId): ItemId {
  if (!ID.test(id)) throw new RangeError(`${JSON.stringify(id)} is no id`);
  return id;
}
