import {
  RouterosBusy,
  RouterosCertificateChanged,
  RouterosClosed,
  RouterosFatal,
  RouterosLoginRefused,
  RouterosProtocolError,
  RouterosTimeout,
  RouterosTrap,
} from '@trunkline/routeros';
import { storableText } from '../../platform/db/index.ts';

/** Why a router could not be talked to, as people are told. */
export const routerFailureKinds = [
  'refused',
  'timed_out',
  'unreachable',
  'closed',
  'tls_failed',
  'fingerprint_changed',
  'wrong_password',
  'missing_policy',
  'not_routeros',
  'busy',
  'command_refused',
] as const;
export type RouterFailureKind = (typeof routerFailureKinds)[number];

/** The connection to a router could not be had. What goes wrong with a command on it stays the error it is. */
export class RouterUnavailable extends Error {
  override name = 'RouterUnavailable';
  readonly kind: RouterFailureKind;

  constructor(kind: RouterFailureKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** What kind of failure an error of the client, or of the way to it, is; undefined: it is none of a router. */
export function routerFailureKind(error: unknown): RouterFailureKind | undefined {
  if (error instanceof RouterUnavailable) return error.kind;
  if (error instanceof RouterosCertificateChanged) return 'fingerprint_changed';
  if (error instanceof RouterosLoginRefused) return isPolicy(error) ? 'missing_policy' : 'wrong_password';
  if (error instanceof RouterosTrap) return isPolicy(error) ? 'missing_policy' : 'command_refused';
  if (error instanceof RouterosTimeout) return 'timed_out';
  if (error instanceof RouterosProtocolError) return 'not_routeros';
  if (error instanceof RouterosFatal) return 'closed';
  if (error instanceof RouterosBusy) return 'busy';
  if (error instanceof RouterosClosed) return kindOfCode(codeOf(error.cause));
  return error instanceof Error && error.name === 'TimeoutError' ? 'timed_out' : undefined;
}

/** One sentence for a failure; text of the router is cut to what a row holds. */
export function describeFailure(error: unknown): string {
  const { message } = error as Error;
  const cause = codeOf((error as Error).cause);
  return storableText(cause === undefined ? message : `${message} (${cause})`, maxDescription);
}

const maxDescription = 300;

/** Names and versions of routers; RouterOS itself takes no longer ones. */
const maxName = 200;

/** What a router says of itself, as long as a row and a page bear; null: nothing. */
export function toldName(text: string | undefined): string | null {
  return text ? storableText(text, maxName) : null;
}

function isPolicy({ message }: Error): boolean {
  return /not enough permissions|cannot log in|not allowed/i.test(message);
}

function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}

function kindOfCode(code: string | undefined): RouterFailureKind {
  if (code === 'ECONNREFUSED') return 'refused';
  if (code === 'ETIMEDOUT') return 'timed_out';
  if (code !== undefined && unreachable.has(code)) return 'unreachable';
  // OpenSSL's own, and what Node says of a peer that speaks no TLS.
  if (code?.startsWith('ERR_SSL') || code?.startsWith('ERR_TLS') || code === 'EPROTO') return 'tls_failed';
  return 'closed';
}

const unreachable = new Set([
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'EINVAL',
]);
