import type { MenuTable, Properties, TableItem } from './menu-table.ts';
import { BadQuery, passesQueries } from './query-stack.ts';
import type { DeviceCommand } from './parse-command.ts';
import { ROWS, type DeviceMoment } from './router-rows.ts';
import type { RouterSession } from './router-session.ts';
import type { RouterState } from './router-state.ts';
import { noSuchCommand, noSuchItem, Trap } from './trap.ts';

/** What a command gives, before it is put into sentences. */
export interface CommandResult {
  readonly rows: readonly Properties[];
  readonly ret?: string;
}

const NOTHING: CommandResult = { rows: [] };
const QUEUES = '/queue/simple';
const MANGLE = '/ip/firewall/mangle';
const ACTIVE: Readonly<Record<string, RouterSession['service']>> = {
  '/ppp/active': 'pppoe',
  '/ip/hotspot/active': 'hotspot',
};

/** Does a command that has an end of its own; throws the Trap it is answered with. */
export function runCommand(state: RouterState, command: DeviceCommand, moment: DeviceMoment): CommandResult {
  const { menu, verb } = command;
  if (verb === 'print' || verb === 'getall') return print(rowsOf(state, menu, moment), command);
  if (menu === '/interface' && verb === 'monitor-traffic') return monitorTraffic(state, command);
  if (menu in ACTIVE && verb === 'remove') return removeActive(state, ACTIVE[menu]!, command);
  const setting = state.settings.get(menu);
  if (setting && verb === 'set') return change(setting, command);
  const table = menu === QUEUES ? state.queues.table : state.tables.get(menu);
  if (!table) throw menu in ROWS ? noSuchCommand() : new Trap('no such command prefix', 0);
  return edit(state, table, command);
}

/** Whether a command changes something: users may be allowed to look only. */
export function isWrite({ verb }: DeviceCommand): boolean {
  return ['add', 'set', 'remove', 'enable', 'disable', 'move', 'unset'].includes(verb);
}

function rowsOf(state: RouterState, menu: string, moment: DeviceMoment): readonly Properties[] {
  const rows = ROWS[menu];
  if (rows) return rows(state, moment);
  const setting = state.settings.get(menu);
  if (setting) return [setting];
  const table = state.tables.get(menu);
  if (!table) throw new Trap('no such command prefix', 0);
  return table.items.map(({ id, fields }) => ({ '.id': id, ...fields }));
}

function print(rows: readonly Properties[], { queries, proplist, attributes }: DeviceCommand): CommandResult {
  try {
    const passed = queries.length === 0 ? rows : rows.filter((row) => passesQueries(row, queries));
    if ('count-only' in attributes) return { rows: [], ret: String(passed.length) };
    return { rows: proplist ? passed.map((row) => only(row, proplist)) : passed };
  } catch (error) {
    if (error instanceof BadQuery) throw new Trap(error.message, 1);
    throw error;
  }
}

function only(row: Properties, names: readonly string[]): Properties {
  return Object.fromEntries(names.flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]]])));
}

function monitorTraffic(state: RouterState, { attributes }: DeviceCommand): CommandResult {
  if (!('once' in attributes)) throw new Trap('this device measures once only', 4);
  const shown = [...state.sessions];
  const rows = (attributes['interface'] ?? '').split(',').map((wanted) => {
    const found = shown.find(({ name, interfaceId }) => name === wanted || interfaceId === wanted);
    if (!found && wanted !== 'ether1') throw new Trap(`input does not match any value of interface`, 1);
    const rates = found ? state.queues.currentRates(found.session) : { uploadBps: 0, downloadBps: 0 };
    return {
      name: found?.name ?? wanted,
      'rx-bits-per-second': String(rates.uploadBps),
      'tx-bits-per-second': String(rates.downloadBps),
    };
  });
  return { rows };
}

function removeActive(
  state: RouterState,
  service: RouterSession['service'],
  command: DeviceCommand,
): CommandResult {
  const shown = [...state.sessions].filter(({ session }) => session.service === service);
  for (const id of idsOf(command)) {
    const found = shown.find(({ activeId, session }) => activeId === id || session.userName === id);
    if (!found) throw noSuchItem();
    state.onRemoved(found.session);
  }
  return NOTHING;
}

function change(setting: Record<string, string>, { menu, attributes }: DeviceCommand): CommandResult {
  for (const [name, value] of Object.entries(attributes)) {
    if (!(name in setting)) throw new Trap('unknown parameter', 1);
    const isFlag = setting[name] === 'true' || setting[name] === 'false';
    setting[name] = isFlag ? String(value === 'yes' || value === 'true') : value;
  }
  if (Object.keys(attributes).length === 0) throw new Trap(`${menu} needs something to set`, 1);
  return NOTHING;
}

function edit(state: RouterState, table: MenuTable, command: DeviceCommand): CommandResult {
  const { menu, verb, attributes } = command;
  const settle = (targets: string | undefined): void => {
    if (menu === QUEUES) state.queues.settle(targets);
    else if (menu === MANGLE) state.queues.settle(undefined);
  };
  if (verb === 'add') {
    settle(attributes['target']?.replaceAll(/(^|,)(\d+(?:\.\d+){3})(?=,|$)/g, '$1$2/32'));
    return { rows: [], ret: table.add(attributes).id };
  }
  const edits = EDITS[verb];
  if (!edits) throw noSuchCommand();
  for (const id of idsOf(command)) {
    const item = table.find(id);
    if ('session' in item && item.session) throw new Trap('failure: cannot change a dynamic item', 4);
    settle(item.fields['target']);
    edits(table, item, attributes);
    settle(item.fields['target']);
  }
  return NOTHING;
}

const EDITS: Readonly<
  Record<string, (table: MenuTable, item: TableItem, attributes: Readonly<Record<string, string>>) => void>
> = {
  set: (table, item, { '.id': _id, numbers: _numbers, ...rest }) => table.set(item, rest),
  unset: (_, item, { 'value-name': name = '' }) => {
    item.fields = { ...item.fields, [name]: undefined };
  },
  enable: (table, item) => table.set(item, { disabled: 'no' }),
  disable: (table, item) => table.set(item, { disabled: 'yes' }),
  remove: (table, item) => table.remove(item),
  move: (table, item, { destination }) => {
    const before = destination === undefined ? undefined : table.find(destination);
    table.remove(item);
    table.items.splice(before ? table.items.indexOf(before) : table.items.length, 0, item);
  },
};

function idsOf({ attributes }: DeviceCommand): string[] {
  const ids = (attributes['.id'] ?? attributes['numbers'] ?? '').split(',').filter((id) => id !== '');
  if (ids.length === 0) throw noSuchItem();
  return ids;
}
