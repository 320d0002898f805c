/** What became of an order to a NAS, as the API tells it. */
export interface DisconnectOrder {
  readonly state: 'queued' | 'acknowledged' | 'refused' | 'timed_out' | 'gone' | 'confirmed';
  readonly attempts: number;
  readonly errorCause: number | null;
  readonly roundTripMs: number | null;
}

/** Error-Cause values of RFC 5176 §3.5 that a NAS sends about a Disconnect-Request. */
const ERROR_CAUSES: Readonly<Record<number, string>> = {
  401: 'unsupported attribute',
  402: 'missing attribute',
  403: 'NAS identification mismatch',
  404: 'invalid request',
  405: 'unsupported service',
  406: 'unsupported extension',
  501: 'administratively prohibited',
  502: 'request not routable',
  503: 'session context not found',
  504: 'session context not removable',
  506: 'resources unavailable',
};

/** One line: what was sent, what the NAS said, what accounting says. */
export function describeDisconnect({ state, attempts, errorCause, roundTripMs }: DisconnectOrder): string {
  const time = roundTripMs === null ? '' : ` after ${roundTripMs} ms`;
  const cause = errorCause === null ? '' : ` ${errorCause} (${ERROR_CAUSES[errorCause] ?? 'unknown cause'})`;
  switch (state) {
    case 'queued':
      return attempts === 0 ? 'waiting to be sent' : `sent ${attempts} times`;
    case 'acknowledged':
      return `ACK${time}; not yet confirmed by accounting`;
    case 'refused':
      return `NAK${cause}${time}`;
    case 'gone':
      return `NAK${cause}${time}: the NAS knows no such session`;
    case 'timed_out':
      return `no answer to ${attempts} packets: check the secret, the CoA port and that the NAS takes incoming requests`;
    case 'confirmed':
      break;
  }
  return 'confirmed: accounting says that the session has ended';
}

/** Nothing more is to be expected, except that accounting may end the session on its own. */
export function isSettled({ state }: Pick<DisconnectOrder, 'state'>): boolean {
  return state === 'confirmed' || state === 'refused' || state === 'gone' || state === 'timed_out';
}
