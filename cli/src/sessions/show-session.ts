import { call } from '../api/call.ts';
import { connect, type ApiClient } from '../api/connect.ts';
import { findSession } from '../api/find-session.ts';
import type { Terminal } from '../command.ts';
import { parseOptions } from '../parse-options.ts';
import { formatBytes, formatDuration, formatInstant } from '../quantity/format.ts';
import { writeJson } from '../terminal/json.ts';
import { renderFacts } from '../terminal/table.ts';
import { describeDisconnect } from './describe-disconnect.ts';
import { nameNas } from './name-nas.ts';

export async function showSession(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions(args, { json: { type: 'boolean' } }, ['id or user name']);
  const { client } = await connect(terminal);
  const session = await findSession(client, positionals[0]!);
  if (values.json) return writeJson(terminal, session);
  const orders = await listOrders(client, session.id);
  const nasName = await nameNas(client);
  terminal.stdout.write(
    renderFacts([
      ['User name', session.username],
      ['Id', session.id],
      ['State', session.stoppedAt === null ? 'online' : `ended by ${session.closedBy}`],
      ['↓ bytes', `${formatBytes(session.downloadBytes)} (${session.downloadBytes})`],
      ['↑ bytes', `${formatBytes(session.uploadBytes)} (${session.uploadBytes})`],
      ['Time', formatDuration(session.sessionTimeS)],
      ['Started', instant(session.startedAt)],
      ['Last heard of', instant(session.lastSeenAt)],
      ['Ended', instant(session.stoppedAt)],
      ['Address', session.framedIp],
      ['IPv6 prefix', session.framedIpv6Prefix],
      ['Delegated IPv6 prefix', session.delegatedIpv6Prefix],
      ['MAC', session.mac?.toUpperCase()],
      ['NAS', nasName(session.nasId)],
      ['Router', session.nasAddress],
      ['NAS port', session.nasPortId],
      ['Acct-Session-Id', session.acctSessionId],
      ['Epoch', session.epoch],
      ...orders.map(
        (order) => [`Disconnect ${formatInstant(order.requestedAt)}`, describeDisconnect(order)] as const,
      ),
    ]),
  );
  return 0;
}

function instant(value: string | null): string | null {
  return value === null ? null : formatInstant(value);
}

async function listOrders(client: ApiClient, id: string) {
  const { data } = await call(client.GET('/api/sessions/{id}/disconnects', { params: { path: { id } } }));
  return data;
}
