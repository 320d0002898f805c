import { Secret, TOTP } from 'otpauth';

/** What an authenticator app that was given this key (base32) shows just now. */
export function appCode(key: string): string {
  return new TOTP({ secret: Secret.fromBase32(key) }).generate();
}
