/** Code, identifier, length and authenticator. */
export const HEADER_LENGTH = 20;
export const MAX_PACKET_LENGTH = 4096;

/** The packet codes of RFC 2865, 2866, 5176, 5997 and 7930. */
export const Code = {
  AccessRequest: 1,
  AccessAccept: 2,
  AccessReject: 3,
  AccountingRequest: 4,
  AccountingResponse: 5,
  AccessChallenge: 11,
  StatusServer: 12,
  DisconnectRequest: 40,
  DisconnectAck: 41,
  DisconnectNak: 42,
  CoaRequest: 43,
  CoaAck: 44,
  CoaNak: 45,
  ProtocolError: 52,
} as const;

export type Code = (typeof Code)[keyof typeof Code];

/**
 * How the authenticator field of a code is made (RFC 2865 §3, 2866 §3, 5176 §2.3):
 * `random` bytes, an MD5 over the packet with `zeros` in its place, or one with the authenticator of the
 * `request` in its place.
 */
export type AuthenticatorRule = 'random' | 'zeros' | 'request';

const RULES: ReadonlyMap<number, AuthenticatorRule> = new Map([
  [Code.AccessRequest, 'random'],
  [Code.StatusServer, 'random'],
  [Code.AccountingRequest, 'zeros'],
  [Code.DisconnectRequest, 'zeros'],
  [Code.CoaRequest, 'zeros'],
  [Code.AccessAccept, 'request'],
  [Code.AccessReject, 'request'],
  [Code.AccessChallenge, 'request'],
  [Code.AccountingResponse, 'request'],
  [Code.DisconnectAck, 'request'],
  [Code.DisconnectNak, 'request'],
  [Code.CoaAck, 'request'],
  [Code.CoaNak, 'request'],
  [Code.ProtocolError, 'request'],
]);

/** The rule for a code, or undefined for a code this library does not speak. */
export function authenticatorRule(code: number): AuthenticatorRule | undefined {
  return RULES.get(code);
}

/** `Access-Request`, or `Code-99` for one without a name. */
export function codeName(code: number): string {
  const entry = Object.entries(Code).find(([, value]) => value === code);
  if (!entry) return `Code-${code}`;
  return entry[0]
    .replace(/(?!^)([A-Z])/g, '-$1')
    .replace('Coa', 'CoA')
    .replace(/-(Ack|Nak)$/, (s) => s.toUpperCase());
}
