import type { RemoteInfo } from 'node:dgram';
import type { UdpSocket, UdpSocketOptions } from './udp-socket.ts';

/** A socket without a network: datagrams come as many at once as the test likes, and replies are kept. */
export function openBulkSocket(): {
  readonly openSocket: (options: UdpSocketOptions) => UdpSocket;
  /** Hands a datagram over as the system does, in the middle of reading. */
  readonly deliver: (bytes: Buffer, address: string, port?: number) => void;
  readonly sent: { readonly bytes: Buffer; readonly address: string }[];
} {
  const sent: { bytes: Buffer; address: string }[] = [];
  let onDatagram: UdpSocketOptions['onDatagram'];
  return {
    openSocket: (options) => {
      ({ onDatagram } = options);
      return {
        bound: Promise.resolve(1812),
        send: (bytes, _port, address, done) => {
          sent.push({ bytes, address });
          done(null);
        },
        close: () => Promise.resolve(),
      };
    },
    deliver: (bytes, address, port = 1024) => {
      const source: RemoteInfo = { address, port, family: 'IPv4', size: bytes.length };
      onDatagram(bytes, source);
    },
    sent,
  };
}
