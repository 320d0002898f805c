import { setTimeout as sleep } from 'node:timers/promises';
import { call } from '../api/call.ts';
import { connect, type ApiClient } from '../api/connect.ts';
import { patiently } from '../api/patiently.ts';
import { UsageError } from '../command-error.ts';
import type { Terminal } from '../command.ts';
import { parseOptions } from '../parse-options.ts';
import { formatDuration, formatInstant } from '../quantity/format.ts';
import { withSubcommands } from '../subcommands.ts';
import { writeJson } from '../terminal/json.ts';
import { printable } from '../terminal/printable.ts';
import { renderFacts, renderTable } from '../terminal/table.ts';

export const freeradiusCommand = withSubcommands(
  {
    name: 'freeradius',
    summary: 'the bridge to a FreeRADIUS of your own: on, off, rebuild, verify',
    usage: `
trunkline freeradius status [--json]
trunkline freeradius on --understood [--json]
trunkline freeradius off
trunkline freeradius new-password [--json]
trunkline freeradius rebuild
trunkline freeradius verify [--json]

Tables that a FreeRADIUS 3.2 reads, kept in step with what Trunkline decides. "on" needs --understood: service passwords then stand readable in the database. The password of FreeRADIUS's login is shown once. "verify" ends with 1 where a row is not as it should be.
`,
  },
  { status, on: turnOn, off: turnOff, 'new-password': newPassword, rebuild, verify },
  'status',
);

const json = { json: { type: 'boolean' } } as const;

type Bridge = Awaited<ReturnType<typeof readBridge>>;

async function readBridge(client: ApiClient) {
  return (await call(client.GET('/api/freeradius'))).data;
}

async function status(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseOptions(args, json);
  const { client } = await connect(terminal);
  const bridge = await readBridge(client);
  if (values.json) return writeJson(terminal, bridge);
  terminal.stdout.write(describe(bridge));
  return 0;
}

function describe(bridge: Bridge): string {
  const { isOn, since, database, subscribers, accounting, lastVerify } = bridge;
  if (!isOn) return 'The FreeRADIUS bridge is off.\n';
  const { total, waiting } = subscribers;
  const waits = waiting === 0 ? '' : `, ${waiting} waiting for ${formatDuration(bridge.oldestWaitingS)}`;
  return renderFacts([
    ['On since', since && formatInstant(since)],
    ['Login', bridge.databaseRole],
    ['Database', `${database.name} at ${database.host} port ${database.port}`],
    ['Subscribers in step', `${subscribers.inStep} of ${total}${waits}`],
    ['Groups', bridge.groups],
    ['Last change took', `${bridge.lagMs} ms`],
    ['Accounting not counted yet', accounting.queued],
    ['Accounting last written', accounting.lastAt && formatInstant(accounting.lastAt)],
    ['Verified', lastVerify && `${formatInstant(lastVerify.at)}, ${lastVerify.differences} differences`],
  ]);
}

async function turnOn(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseOptions(args, { ...json, understood: { type: 'boolean' } });
  if (!values.understood)
    throw new UsageError(
      'service passwords will stand readable in the database while the bridge is on; say --understood',
    );
  const { client } = await connect(terminal);
  const { data } = await call(client.POST('/api/freeradius/turn-on', { body: { understands: true } }));
  return tellLogin(terminal, { client, login: data, asJson: values.json === true });
}

async function newPassword(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseOptions(args, json);
  const { client } = await connect(terminal);
  const { data } = await call(client.POST('/api/freeradius/new-password'));
  return tellLogin(terminal, { client, login: data, asJson: values.json === true });
}

async function tellLogin(
  terminal: Terminal,
  told: { client: ApiClient; login: { databaseRole: string; password: string }; asJson: boolean },
): Promise<number> {
  const { database } = await readBridge(told.client);
  if (told.asJson) return writeJson(terminal, { ...told.login, database });
  const { databaseRole, password } = told.login;
  terminal.stdout.write(
    renderFacts([
      ['Database', database.name],
      ['Host', database.host],
      ['Port', database.port],
      ['Login', databaseRole],
      ['Password', password],
    ]),
  );
  terminal.stdout.write('The password is shown this once.\n');
  return 0;
}

async function turnOff(args: readonly string[], terminal: Terminal): Promise<number> {
  parseOptions(args, {});
  const { client } = await connect(terminal);
  await call(client.POST('/api/freeradius/turn-off'));
  terminal.stdout.write('The FreeRADIUS bridge is off; its rows and its login are gone.\n');
  return 0;
}

const pollMs = 500;

async function rebuild(args: readonly string[], terminal: Terminal): Promise<number> {
  parseOptions(args, {});
  const { client } = await connect(terminal);
  const { data } = await call(client.POST('/api/freeradius/rebuild'));
  for (;;) {
    const task = await patiently(() => readTask(client, data.taskId), terminal.signal);
    if (task.state === 'done' || task.state === 'cancelled') {
      terminal.stdout.write(
        `${task.state}: ${task.changed} of ${task.total} parts had rows that were others\n`,
      );
      return task.state === 'done' && task.refused === 0 ? 0 : 1;
    }
    await sleep(pollMs, undefined, { signal: terminal.signal });
  }
}

async function readTask(client: ApiClient, id: string) {
  return (await call(client.GET('/api/tasks/{id}', { params: { path: { id } } }))).data;
}

async function verify(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseOptions(args, json);
  const { client } = await connect(terminal);
  const { data } = await call(client.POST('/api/freeradius/verify'));
  const exitCode = data.differences.length === 0 ? 0 : 1;
  if (values.json) {
    writeJson(terminal, data);
    return exitCode;
  }
  terminal.stdout.write(
    `${data.checked} subscribers, ${countOf(data)} rows that are not as they should be\n`,
  );
  if (exitCode === 0) return 0;
  terminal.stdout.write(
    renderTable(
      [
        { heading: 'Table', cell: (row) => row.table },
        { heading: 'Name', cell: (row) => printable(row.name) },
        { heading: 'Attribute', cell: (row) => printable(row.attribute) },
        { heading: 'Wanted', cell: (row) => row.wanted && printable(row.wanted) },
        { heading: 'Found', cell: (row) => row.found && printable(row.found) },
      ],
      data.differences,
    ),
  );
  return exitCode;
}

function countOf({ differences, more }: { differences: readonly unknown[]; more: boolean }): string {
  if (differences.length === 0) return 'no';
  return more ? `more than ${differences.length}` : String(differences.length);
}
