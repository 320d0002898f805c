import { setTimeout as sleep } from 'node:timers/promises';
import { call } from '../api/call.ts';
import { connect } from '../api/connect.ts';
import { findSession } from '../api/find-session.ts';
import type { Terminal } from '../command.ts';
import { parseOptions } from '../parse-options.ts';
import { parseDuration } from '../quantity/parse-duration.ts';
import { writeJson } from '../terminal/json.ts';
import { printable } from '../terminal/printable.ts';
import { describeDisconnect, isSettled } from './describe-disconnect.ts';

/** How often the order is looked at. */
const LOOK_MS = 300;

/** Orders the NAS to end a session and shows what becomes of the order, step by step. */
export async function disconnectSession(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions(
    args,
    {
      reason: { type: 'string' },
      wait: { type: 'string', default: '15s' },
      json: { type: 'boolean' },
    },
    ['id or user name'],
  );
  const waitMs = parseDuration(values.wait, 'wait') * 1000;
  const { client } = await connect(terminal);
  const session = await findSession(client, positionals[0]!);
  const body = values.reason === undefined ? {} : { reason: values.reason };
  const path = { path: { id: session.id } };
  let { data: order } = await call(client.POST('/api/sessions/{id}/disconnect', { params: path, body }), {
    options: { reason: '--reason' },
  });
  const say = (line: string): boolean => values.json !== true && terminal.stdout.write(`${line}\n`);
  say(`Disconnect of ${printable(session.username)} ordered: ${describeDisconnect(order)}.`);
  const until = terminal.clock.monotonic() + waitMs;
  while (!isSettled(order) && terminal.clock.monotonic() < until) {
    await sleep(LOOK_MS, undefined, { signal: terminal.signal });
    const { id, state, attempts } = order;
    ({ data: order } = await call(client.GET('/api/disconnects/{id}', { params: { path: { id } } })));
    if (order.state !== state || order.attempts !== attempts) say(`${describeDisconnect(order)}.`);
  }
  if (values.json) writeJson(terminal, order);
  if (order.state === 'confirmed') return 0;
  if (!isSettled(order))
    say(`Not confirmed within ${values.wait}; look again with: trunkline sessions show ${session.id}`);
  return 1;
}
