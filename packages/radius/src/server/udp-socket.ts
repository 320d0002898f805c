import { createSocket, type RemoteInfo } from 'node:dgram';
import { isIP, isIPv6 } from 'node:net';

export interface UdpSocketOptions {
  /** An IP address of this machine and a port, 0 for any. The address decides the family. */
  readonly local: { readonly address: string; readonly port: number };
  /** Asks the kernel for this much room for datagrams not yet read; it may grant less (net.core.rmem_max). */
  readonly receiveBufferBytes: number;
  readonly onDatagram: (datagram: Buffer, source: RemoteInfo) => void;
  /** Errors after binding; those of sending go to the send's own callback. */
  readonly onError: (error: Error) => void;
}

/** What this library needs of a UDP socket; simulators put a faulty one in its place. */
export interface UdpSocket {
  /** The port taken; rejects with the system's error, such as EADDRINUSE. */
  readonly bound: Promise<number>;
  /** May be called before the socket is bound: the datagram then waits. */
  send(bytes: Buffer, port: number, address: string, done: (error: Error | null) => void): void;
  close(): Promise<void>;
}

/**
 * Opens and binds a UDP socket. An IPv6 one takes IPv6 only: a dual one would report IPv4 sources as
 * `::ffff:192.0.2.1`, and a client configured as `192.0.2.1` would not be found.
 */
export function openUdpSocket(options: UdpSocketOptions): UdpSocket {
  const { address, port } = options.local;
  if (isIP(address) === 0) throw new RangeError(`${address} is not an IP address`);
  const isV6 = isIPv6(address);
  const socket = createSocket({
    type: isV6 ? 'udp6' : 'udp4',
    ipv6Only: isV6,
    recvBufferSize: options.receiveBufferBytes,
    // Addresses are always literals here; the resolver would cost a turn of the loop for each packet.
    lookup: (hostname, _options, done) => done(null, hostname, isV6 ? 6 : 4),
  });
  socket.on('message', options.onDatagram);
  const bound = new Promise<number>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind({ address, port }, () => {
      socket.off('error', reject);
      socket.on('error', options.onError);
      resolve(socket.address().port);
    });
  });
  return {
    bound,
    send: (bytes, toPort, toAddress, done) => socket.send(bytes, toPort, toAddress, done),
    close: () => new Promise((resolve) => socket.close(resolve)),
  };
}
