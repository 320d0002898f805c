import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { cryptoRandom, systemClock } from '@trunkline/kit';
import {
  Code,
  decodePacket,
  PacketBuilder,
  RadiusServer,
  SharedSecret,
  UserName,
  type RadiusRequest,
} from '@trunkline/radius';
import { expect, test } from 'vitest';
import type { SnapshotNas } from '../../aaa/index.ts';
import { Upstreams, type ProxyTerms } from './upstreams.ts';

const secret = new SharedSecret('between the two');

/** Of one tenant; nothing else of a NAS is looked at. */
function requestOf(code: Code, name: string): RadiusRequest<SnapshotNas> {
  const builder = new PacketBuilder(code).add(UserName, name);
  const bytes = builder.encodeRequest({ identifier: 1, secret, messageAuthenticator: true });
  const decoded = decodePacket(bytes);
  if (!decoded.ok) throw new Error(decoded.fault);
  const data = { tenant: { id: 'a' } } as SnapshotNas;
  return {
    packet: decoded.packet,
    client: { secret, messageAuthenticator: 'observe', data },
    source: { address: '127.0.0.1', port: 1 },
    receivedAtMs: 0,
    hasMessageAuthenticator: true,
  };
}

test('accounting that nobody takes holds up no login', async () => {
  const silent = createSocket('udp4').bind(0, '127.0.0.1');
  await once(silent, 'listening');
  const server = new RadiusServer({
    role: 'authentication',
    findClient: () => ({ secret, messageAuthenticator: 'observe', data: undefined }),
    handle: () => new PacketBuilder(Code.AccessReject),
  });
  const authPort = await server.listen({ address: '127.0.0.1', port: 0 });
  const { port: acctPort } = silent.address();
  const terms: ProxyTerms = {
    mode: 'proxy',
    answeredBy: 'theirs',
    address: '127.0.0.1',
    authPort,
    acctPort,
    secret,
  };
  const upstreams = new Upstreams({ clock: systemClock, random: cryptoRandom, onFault: () => {} });
  const reports = Array.from({ length: 2_100 }, (_none, n) =>
    upstreams.ask(terms, requestOf(Code.AccountingRequest, `user-${n}`)),
  );
  const answer = await upstreams.ask(terms, requestOf(Code.AccessRequest, 'alice'));
  expect(answer.kind).toBe('reply');
  await upstreams.close();
  expect(new Set((await Promise.all(reports)).map(({ kind }) => kind))).toEqual(new Set(['none']));
  expect(upstreams.counters.busy).toBe(2_100 - 2_048);
  await server.close({ timeoutMs: 0 });
  silent.close();
});
