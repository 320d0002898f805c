import { openUdpSocket, type UdpSocket, type UdpSocketOptions } from '@trunkline/radius';
import type { FaultyPath } from './faulty-path.ts';

/** A UDP socket with a faulty path on either side of it, to be given to a `RadiusClient`. */
export function openFaultySocket(
  options: UdpSocketOptions,
  paths: { readonly out: FaultyPath; readonly back: FaultyPath },
): UdpSocket {
  let isOpen = true;
  const socket = openUdpSocket({
    ...options,
    onDatagram: (datagram, source) =>
      paths.back.pass(datagram, (bytes) => {
        if (isOpen) options.onDatagram(bytes, source);
      }),
  });
  return {
    bound: socket.bound,
    send: (datagram, port, address, done) =>
      paths.out.pass(datagram, (bytes) => {
        if (isOpen) socket.send(bytes, port, address, done);
      }),
    close: () => {
      isOpen = false;
      return socket.close();
    },
  };
}
