import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { Random } from '@trunkline/kit';

/** What is secret of a gateway or a tunnel, as it is sealed. */
export interface TunnelKeys {
  /** Of WireGuard, in base64. */
  readonly privateKey?: string;
  /** Of WireGuard, shared by both ends: what is recorded today stays closed when X25519 no longer is. */
  readonly presharedKey?: string;
  /** PEM, of the certificate beside it. */
  readonly certificateKey?: string;
  readonly password?: string;
  /** PEM of key and certificate, of a gateway: who signs for it and its routers. */
  readonly authority?: string;
}

const keyOctets = 32;
/** PKCS #8 in front of a bare X25519 key (RFC 8410 §7). */
const pkcs8Head = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** A pair of WireGuard, as `wg genkey` and `wg pubkey` make it. */
export function makeWireguardPair(random: Random): { privateKey: string; publicKey: string } {
  const secret = Buffer.alloc(keyOctets);
  random.fill(secret);
  // As RFC 7748 §5 has the scalar used, so that what is shown is what is meant.
  secret[0]! &= 248;
  secret[31] = (secret[31]! & 127) | 64;
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Head, secret]), format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return {
    privateKey: secret.toString('base64'),
    publicKey: Buffer.from(x, 'base64url').toString('base64'),
  };
}

export function makePresharedKey(random: Random): string {
  const key = Buffer.alloc(keyOctets);
  random.fill(key);
  return key.toString('base64');
}

/** Without characters that a shell, a secrets file or RouterOS would read as something else; 142 bits. */
const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const passwordLength = 24;

export function makePassword(random: Random): string {
  return Array.from({ length: passwordLength }, () => alphabet[random.integer(alphabet.length)]!).join('');
}
