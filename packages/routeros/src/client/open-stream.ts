import { createHash, timingSafeEqual } from 'node:crypto';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { RouterosCertificateChanged, RouterosClosed } from '../errors.ts';

/** How a router is reached. */
export interface RouterAddress {
  readonly host: string;
  /** 8728 is usual, with TLS 8729. */
  readonly port: number;
  readonly tls?: TlsTrust | undefined;
}

/**
 * Routers sign their certificates themselves, so that one is known by its fingerprint (SHA-256, hex) or not at
 * all. Without a fingerprint any is taken, also none: RouterOS without a certificate speaks anonymous DH, which
 * keeps listeners out but nobody who stands in between.
 */
export interface TlsTrust {
  readonly fingerprint?: string | undefined;
}

export interface OpenStream {
  readonly socket: Socket;
  /** Of the certificate that was shown. */
  readonly fingerprint: string | undefined;
}

const ANONYMOUS: ConnectionOptions = { ciphers: 'ADH:@SECLEVEL=0', maxVersion: 'TLSv1.2' };

/** Opens the connection, or throws RouterosClosed, RouterosCertificateChanged or the signal's reason. */
export async function openStream(address: RouterAddress, signal: AbortSignal): Promise<OpenStream> {
  const { host, port, tls } = address;
  if (!tls) {
    return {
      socket: await whenOpen(connectTcp({ host, port, noDelay: true }), 'connect', signal),
      fingerprint: undefined,
    };
  }
  const { socket, fingerprint } = await openTls({ host, port, mayBeAnonymous: !tls.fingerprint }, signal);
  if (tls.fingerprint === undefined || isEqual(tls.fingerprint, fingerprint)) return { socket, fingerprint };
  socket.destroy();
  throw new RouterosCertificateChanged(fingerprint);
}

async function openTls(
  { host, port, mayBeAnonymous }: { host: string; port: number; mayBeAnonymous: boolean },
  signal: AbortSignal,
): Promise<OpenStream> {
  const options: ConnectionOptions = { host, port, rejectUnauthorized: false, minVersion: 'TLSv1.2' };
  try {
    const socket = await whenOpen(connectTls(options), 'secureConnect', signal);
    return { socket, fingerprint: fingerprintOf(socket) };
  } catch (error) {
    if (!isWithoutCertificate(error)) throw error;
    // Only here: whoever stands in between could offer it to a client that has it in its list.
    if (!mayBeAnonymous) throw new RouterosCertificateChanged(undefined);
    const socket = await whenOpen(connectTls({ ...options, ...ANONYMOUS }), 'secureConnect', signal);
    return { socket, fingerprint: undefined };
  }
}

function whenOpen<T extends Socket>(
  socket: T,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (action: () => void): void => {
      signal.removeEventListener('abort', abort);
      socket.off(event, open).off('error', fail).off('close', close);
      action();
    };
    const refuse = (reason: unknown): void => {
      // A destroyed socket may still report what it was about to.
      socket.on('error', () => {});
      socket.destroy();
      reject(reason);
    };
    const open = (): void => settle(() => resolve(socket));
    const fail = (cause: Error): void =>
      settle(() => refuse(new RouterosClosed('the router does not take a connection', { cause })));
    const close = (): void => settle(() => refuse(new RouterosClosed('the router closed the connection')));
    const abort = (): void => settle(() => refuse(signal.reason));
    socket.on(event, open).on('error', fail).on('close', close);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

/** What a router with `api-ssl` and no certificate says to a client that wants one. */
function isWithoutCertificate(error: unknown): boolean {
  const { code } = ((error as Error).cause ?? {}) as { code?: string };
  return (
    code === 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE' || code === 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'
  );
}

function fingerprintOf(socket: TLSSocket): string | undefined {
  const { raw } = socket.getPeerCertificate() as { raw?: Buffer };
  return raw && createHash('sha256').update(raw).digest('hex');
}

function isEqual(expected: string, shown: string | undefined): boolean {
  const bytes = Buffer.from(expected, 'hex');
  const other = Buffer.from(shown ?? '', 'hex');
  return bytes.length === 32 && bytes.length === other.length && timingSafeEqual(bytes, other);
}
