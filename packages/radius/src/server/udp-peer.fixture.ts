import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** A bare UDP socket for tests that send what no client of ours would. */
export interface UdpPeer {
  readonly port: number;
  /** Everything received so far. */
  readonly received: readonly Buffer[];
  send(bytes: Uint8Array): void;
  /** Resolves to the nth datagram received (from 0), now or when it comes. */
  nth(index: number): Promise<Buffer>;
  close(): void;
}

/** Opens a socket on loopback that talks to `port`; `address` is its own. */
export async function openUdpPeer(port: number, address = '127.0.0.1'): Promise<UdpPeer> {
  const isV6 = address.includes(':');
  const socket = createSocket(isV6 ? 'udp6' : 'udp4');
  const received: Buffer[] = [];
  socket.on('message', (datagram) => {
    received.push(datagram);
    socket.emit('received');
  });
  socket.bind(0, address);
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    received,
    send: (bytes) => socket.send(bytes, port, isV6 ? '::1' : '127.0.0.1'),
    async nth(index) {
      while (received.length <= index) await once(socket, 'received');
      return received[index]!;
    },
    close: () => socket.close(),
  };
}
