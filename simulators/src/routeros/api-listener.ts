import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { DeviceCertificate, Endpoint } from './device-options.ts';

/** A port that a device listens on, while it has power. */
export interface ApiListener {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens for clients of the API: plainly, with a certificate, or with TLS but without one. */
export async function listenForApi(
  endpoint: Endpoint,
  security: DeviceCertificate | 'anonymous' | 'plain',
  onSocket: (socket: Socket) => void,
): Promise<ApiListener> {
  const sockets = new Set<Socket>();
  const server = makeServer(security, onSocket);
  // With TLS, too: a handshake that never ends has a socket as well.
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(endpoint.port, endpoint.address, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function makeServer(
  security: DeviceCertificate | 'anonymous' | 'plain',
  onSocket: (socket: Socket) => void,
): Server {
  if (security === 'plain') return createServer({ noDelay: true }, onSocket);
  // What RouterOS does with `api-ssl` and no certificate (Diffie-Hellman without anybody's name).
  const anonymous = { ciphers: 'ADH:@SECLEVEL=0', maxVersion: 'TLSv1.2', dhparam: 'auto' } as const;
  const server = createTlsServer(security === 'anonymous' ? anonymous : security, onSocket);
  // A client that turns away from our certificate.
  server.on('tlsClientError', () => {});
  return server;
}
