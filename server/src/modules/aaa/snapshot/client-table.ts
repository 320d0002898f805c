import { isIPv4 } from 'node:net';
import { FramedIpv6Address } from '@trunkline/radius';

/** Addresses whose answer is remembered; a flood of forged ones empties the memory, nothing else. */
const maxRemembered = 16_384;

/** Finds what belongs to an address: the entry with the longest prefix that holds it. IPv4 and IPv6. */
export class ClientTable<T> {
  /** By length of the prefix, longest first; then by the masked bits in hex. */
  readonly #byLength: Record<4 | 6, Map<number, Map<string, T>>> = { 4: new Map(), 6: new Map() };
  readonly #remembered = new Map<string, T | undefined>();

  /** `192.0.2.0/24`, `2001:db8::/32`. Throws RangeError for anything else. */
  set(prefix: string, entry: T): void {
    const { family, length, key } = readPrefix(prefix);
    const lengths = this.#byLength[family];
    if (!lengths.has(length)) {
      lengths.set(length, new Map());
      this.#byLength[family] = new Map([...lengths].sort(([a], [b]) => b - a));
    }
    this.#byLength[family].get(length)!.set(key, entry);
    this.#remembered.clear();
  }

  /** Removes the prefix if it still belongs to this entry. */
  delete(prefix: string, entry: T): void {
    const { family, length, key } = readPrefix(prefix);
    const entries = this.#byLength[family].get(length);
    if (entries?.get(key) !== entry) return;
    entries.delete(key);
    if (entries.size === 0) this.#byLength[family].delete(length);
    this.#remembered.clear();
  }

  /** The entry for a source address as the socket reports it; a zone (`%eth0`) is passed over. */
  find(address: string): T | undefined {
    const known = this.#remembered.get(address);
    if (known !== undefined || this.#remembered.has(address)) return known;
    const found = this.#search(address);
    if (this.#remembered.size >= maxRemembered) this.#remembered.clear();
    this.#remembered.set(address, found);
    return found;
  }

  #search(address: string): T | undefined {
    const family = isIPv4(address) ? 4 : 6;
    const bytes = addressBytes(address.split('%')[0]!);
    for (const [length, entries] of this.#byLength[family]) {
      const found = entries.get(maskedKey(bytes, length));
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function readPrefix(prefix: string): { family: 4 | 6; length: number; key: string } {
  const [address = '', length = ''] = prefix.split('/');
  const family = isIPv4(address) ? 4 : 6;
  const bits = Number(length);
  if (!/^\d+$/.test(length) || bits > (family === 4 ? 32 : 128))
    throw new RangeError(`"${prefix}" is no prefix`);
  return { family, length: bits, key: maskedKey(addressBytes(address), bits) };
}

function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  return FramedIpv6Address.codec.encode(address);
}

function maskedKey(bytes: Buffer, length: number): string {
  const masked = Buffer.from(bytes);
  for (let i = 0; i < masked.length; i++) {
    const kept = Math.min(8, Math.max(0, length - i * 8));
    masked[i]! &= (0xff << (8 - kept)) & 0xff;
  }
  return masked.toString('hex');
}
