import { afterEach } from 'vitest';
import { Code } from '../code.ts';
import { UserName } from '../dictionary/index.ts';
import { PacketBuilder } from '../packet-builder.ts';
import { SharedSecret } from '../shared-secret.ts';
import type { Discard } from './discard.ts';
import type { KnownClient } from './known-client.ts';
import { RadiusServer } from './radius-server.ts';
import type { RadiusReply, RadiusRequest, RadiusServerOptions } from './radius-server-options.ts';
import { openUdpPeer, type UdpPeer } from './udp-peer.fixture.ts';

export const secret = new SharedSecret('testing123');
export const nas: KnownClient = { secret, messageAuthenticator: 'observe', data: undefined };

const servers = new Map<number, RadiusServer>();
const serverOf = new WeakMap<UdpPeer, RadiusServer | undefined>();
export const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

type Options = Partial<RadiusServerOptions<undefined>>;

export async function start(
  options: Options = {},
): Promise<{ server: RadiusServer; port: number; discards: Discard<undefined>[] }> {
  const discards: Discard<undefined>[] = [];
  const server = new RadiusServer({
    role: 'authentication',
    findClient: () => nas,
    handle: () => new PacketBuilder(Code.AccessAccept),
    onDiscard: (discard) => discards.push(discard),
    ...options,
  });
  const port = await server.listen({ address: '127.0.0.1', port: 0 });
  servers.set(port, server);
  closers.push(() => server.close({ timeoutMs: 0 }));
  return { server, port, discards };
}

export async function peerOf(port: number, address?: string): Promise<UdpPeer> {
  const peer = await openUdpPeer(port, address);
  serverOf.set(peer, servers.get(port));
  closers.push(() => peer.close());
  return peer;
}

export function accessRequest(identifier: number, name: string, key = secret): Buffer {
  return new PacketBuilder(Code.AccessRequest)
    .add(UserName, name)
    .encodeRequest({ identifier, secret: key, messageAuthenticator: true });
}

export function statusServer(identifier: number): Buffer {
  return new PacketBuilder(Code.StatusServer).encodeRequest({
    identifier,
    secret,
    messageAuthenticator: true,
  });
}

/**
 * Resolves when the server has dealt with all that was sent before. Datagrams on loopback keep their order, so
 * that the answer to the last one says that all were read; Status-Server may have overtaken some after that.
 */
export async function fence(peer: UdpPeer): Promise<void> {
  const passed = () => peer.received.filter((reply) => reply[1] === 255).length;
  const target = passed() + 1;
  peer.send(statusServer(255));
  while (passed() < target) await peer.nth(peer.received.length);
  while (serverOf.get(peer)?.stats().waiting) await new Promise(setImmediate);
}

export function repliesWithoutFence(peer: UdpPeer): Buffer[] {
  return peer.received.filter((reply) => reply[1] !== 255);
}

/** Handlers whose answers the test gives by hand. */
export function heldHandler() {
  const held: {
    request: RadiusRequest<undefined>;
    answer: (reply: RadiusReply) => void;
    fail: (e: Error) => void;
  }[] = [];
  const handle = (request: RadiusRequest<undefined>) =>
    new Promise<RadiusReply>((answer, fail) => held.push({ request, answer, fail }));
  return { held, handle };
}
