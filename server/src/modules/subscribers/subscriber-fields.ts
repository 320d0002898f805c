import { isIPv4 } from 'node:net';
import type { ErrorDetail } from '../../platform/errors.ts';
import type { Tx } from '../../platform/db/index.ts';
import { hasNas, parseIpPrefix } from '../nas/index.ts';
import { checkCustomAttributes } from '../plans/index.ts';
import { subscriberErrors } from './errors.ts';
import { checkLoginWindows } from './login-window.ts';
import { parseMac } from './mac.ts';
import type { Credential, SubscriberFields } from './subscriber.ts';
import { usernameKey } from './username-key.ts';

/** `+628123456789` without spaces, dots, dashes and brackets; undefined for what is no phone number. */
export function normalizePhone(text: string): string | undefined {
  const digits = text.replaceAll(/[\s().-]/g, '');
  return /^\+?\d{3,20}$/.test(digits) ? digits : undefined;
}

/**
 * Checks the fields that are given and brings phones and prefixes into the form in which they are kept;
 * 400 naming every field that is wrong.
 */
export async function requireSoundFields<Fields extends Partial<SubscriberFields>>(
  tx: Tx,
  { tenantId, credential, fields }: { tenantId: string; credential: Credential; fields: Fields },
): Promise<Fields> {
  const faults: ErrorDetail[] = [
    ...checkLoginWindows(fields.loginWindows ?? []),
    ...checkCustomAttributes(fields.customAttributes ?? []),
    ...checkAddresses(fields),
  ];
  if (credential === 'mac' && fields.username !== undefined && parseMac(fields.username) === undefined) {
    faults.push({ field: 'username', message: 'is not a MAC address, by which this subscriber logs in' });
  }
  if (fields.username !== undefined && isKeyTooLong(fields.username)) {
    faults.push({ field: 'username', message: `is over ${mostKeyLength} characters in its plain form` });
  }
  for (const [index, phone] of (fields.phones ?? []).entries()) {
    if (normalizePhone(phone) === undefined)
      faults.push({ field: `phones.${index}`, message: 'is not a phone number' });
  }
  if (typeof fields.nasId === 'string' && !(await hasNas(tx, { tenantId, id: fields.nasId }))) {
    faults.push({ field: 'nasId', message: 'is no NAS of yours' });
  }
  if (faults.length > 0) throw subscriberErrors.invalid({ details: faults });
  const { phones, framedIpv6Prefix, delegatedIpv6Prefix } = fields;
  return {
    ...fields,
    ...(phones && { phones: phones.map((phone) => normalizePhone(phone)!) }),
    ...(framedIpv6Prefix && { framedIpv6Prefix: prefixText(framedIpv6Prefix) }),
    ...(delegatedIpv6Prefix && { delegatedIpv6Prefix: prefixText(delegatedIpv6Prefix) }),
  };
}

/** Of a text that was checked before. */
function prefixText(input: string): string {
  const result = parseIpPrefix(input);
  if (!result.ok) throw new Error(`a prefix that was accepted ${result.fault}`);
  return result.prefix.text;
}

/** As the table has it; NFC and lower case make some characters several. */
const mostKeyLength = 128;

function isKeyTooLong(username: string): boolean {
  const key = usernameKey(username, { stripRealm: false, credential: 'password' });
  return Array.from(key).length > mostKeyLength;
}

function checkAddresses(fields: Partial<SubscriberFields>): ErrorDetail[] {
  const faults: ErrorDetail[] = [];
  if (typeof fields.framedIp === 'string' && !isIPv4(fields.framedIp)) {
    faults.push({ field: 'framedIp', message: 'is not an IPv4 address' });
  }
  for (const field of ['framedIpv6Prefix', 'delegatedIpv6Prefix'] as const) {
    const value = fields[field];
    if (typeof value !== 'string') continue;
    const result = parseIpPrefix(value);
    if (!result.ok) faults.push({ field, message: result.fault });
    else if (result.prefix.family !== 6) faults.push({ field, message: 'is not an IPv6 prefix' });
  }
  return faults;
}

/** MAC addresses in the form in which they are kept; 400 naming each that is none. */
export function requireMacs(macs: readonly string[]): string[] {
  const parsed = macs.map((mac) => parseMac(mac));
  const faults = parsed.flatMap((mac, index) =>
    mac === undefined ? [{ field: `macs.${index}`, message: 'is not a MAC address' }] : [],
  );
  if (faults.length > 0) throw subscriberErrors.invalid({ details: faults });
  return [...new Set(parsed as string[])];
}

/** Half a position is none. */
export function requireWholePosition({
  latitude,
  longitude,
}: Pick<SubscriberFields, 'latitude' | 'longitude'>): void {
  if ((latitude === null) === (longitude === null)) return;
  const field = latitude === null ? 'latitude' : 'longitude';
  throw subscriberErrors.invalid({ details: [{ field, message: 'is missing; a position has both' }] });
}
