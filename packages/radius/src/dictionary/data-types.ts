import { formatIpv4, formatIpv6, parseIpv4, parseIpv6, parsePrefix, maskBits } from './ip-address.ts';

/** The TypeScript type each data type of RFC 8044 (and of the vendor dictionaries) decodes to. */
export interface DataTypes {
  /** UTF-8 text; bytes that are not UTF-8 decode to U+FFFD and stay exact in `packet.raw`. */
  string: string;
  octets: Buffer;
  byte: number;
  short: number;
  integer: number;
  signed: number;
  integer64: bigint;
  /** Seconds since 1970 UTC. */
  date: number;
  ipaddr: string;
  ipv6addr: string;
  /** An IPv4 or an IPv6 address, told apart by the length. */
  'combo-ip': string;
  /** `192.0.2.0/24` */
  ipv4prefix: string;
  /** `2001:db8::/64` */
  ipv6prefix: string;
  /** `0011:2233:4455:6677` */
  ifid: string;
  /** `00:11:22:33:44:55` */
  ether: string;
  /** The undecoded nested attributes; the children have definitions of their own. */
  tlv: Buffer;
  vsa: Buffer;
  /** Ascend's binary filter language, not interpreted. */
  abinary: Buffer;
}

export type DataType = keyof DataTypes;

/**
 * Turns bytes into a value and back. `decode` answers undefined when the bytes cannot be a value of the
 * type (RADIUS ignores such an attribute instead of dropping the packet) and never throws. `encode` throws
 * a RangeError for a value out of range.
 */
export interface Codec<T> {
  decode(bytes: Buffer, start: number, end: number): T | undefined;
  encode(value: T): Buffer;
}

const octets: Codec<Buffer> = {
  decode: (bytes, start, end) => bytes.subarray(start, end),
  encode: (value) => {
    if (!(value instanceof Uint8Array)) throw new RangeError('expected bytes');
    return Buffer.from(value);
  },
};

const text: Codec<string> = {
  decode: (bytes, start, end) => bytes.toString('utf8', start, end),
  encode: (value) => Buffer.from(value, 'utf8'),
};

/** An unsigned or signed whole number of `size` bytes. */
function wholeNumber(size: number, signed: boolean): Codec<number> {
  const low = signed ? -(2 ** (size * 8 - 1)) : 0;
  const high = signed ? 2 ** (size * 8 - 1) - 1 : 2 ** (size * 8) - 1;
  return {
    decode: (bytes, start, end) => {
      if (end - start !== size) return undefined;
      return signed ? bytes.readIntBE(start, size) : bytes.readUIntBE(start, size);
    },
    encode: (value) => {
      if (!Number.isInteger(value) || value < low || value > high) {
        throw new RangeError(`${value} is not a whole number from ${low} to ${high}`);
      }
      const bytes = Buffer.allocUnsafe(size);
      if (signed) bytes.writeIntBE(value, 0, size);
      else bytes.writeUIntBE(value, 0, size);
      return bytes;
    },
  };
}

const integer64: Codec<bigint> = {
  decode: (bytes, start, end) => (end - start === 8 ? bytes.readBigUInt64BE(start) : undefined),
  encode: (value) => {
    if (value < 0n || value > 0xffff_ffff_ffff_ffffn) throw new RangeError(`${value} does not fit 64 bits`);
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeBigUInt64BE(value);
    return bytes;
  },
};

const ipaddr: Codec<string> = {
  decode: (bytes, start, end) => (end - start === 4 ? formatIpv4(bytes, start) : undefined),
  encode: parseIpv4,
};

const ipv6addr: Codec<string> = {
  decode: (bytes, start, end) => (end - start === 16 ? formatIpv6(bytes, start) : undefined),
  encode: parseIpv6,
};

const comboIp: Codec<string> = {
  decode: (bytes, start, end) =>
    end - start === 4 ? formatIpv4(bytes, start) : ipv6addr.decode(bytes, start, end),
  encode: (value) => (value.includes(':') ? parseIpv6(value) : parseIpv4(value)),
};

/** RFC 6572 §5.5: a reserved byte, the prefix length, four address bytes. */
const ipv4prefix: Codec<string> = {
  decode: (bytes, start, end) => {
    const bits = bytes[start + 1]!;
    if (end - start !== 6 || bits > 32) return undefined;
    const address = Buffer.from(bytes.subarray(start + 2, end));
    return `${formatIpv4(maskBits(address, bits), 0)}/${bits}`;
  },
  encode: (value) => {
    const { address, bits } = parsePrefix(value, 4);
    return Buffer.concat([Buffer.of(0, bits), address]);
  },
};

/**
 * RFC 3162 §2.3: a reserved byte, the prefix length, and as many address bytes as the sender saw fit, from
 * none to 16. We send exactly those the prefix length covers (RFC 8044 §3.10).
 */
const ipv6prefix: Codec<string> = {
  decode: (bytes, start, end) => {
    const bits = bytes[start + 1]!;
    if (end - start < 2 || end - start > 18 || bits > 128) return undefined;
    const address = Buffer.alloc(16);
    bytes.copy(address, 0, start + 2, end);
    return `${formatIpv6(maskBits(address, bits), 0)}/${bits}`;
  },
  encode: (value) => {
    const { address, bits } = parsePrefix(value, 16);
    return Buffer.concat([Buffer.of(0, bits), address.subarray(0, Math.ceil(bits / 8))]);
  },
};

/** Groups of hex digits with a separator, for `ifid` and `ether`. */
function hexGroups(size: number, groupBytes: number): Codec<string> {
  const digits = groupBytes * 2;
  const pattern = new RegExp(
    `^[0-9a-f]{1,${digits}}(:[0-9a-f]{1,${digits}}){${size / groupBytes - 1}}$`,
    'i',
  );
  return {
    decode: (bytes, start, end) => {
      if (end - start !== size) return undefined;
      const groups: string[] = [];
      for (let at = start; at < end; at += groupBytes)
        groups.push(bytes.toString('hex', at, at + groupBytes));
      return groups.join(':');
    },
    encode: (value) => {
      if (!pattern.test(value)) throw new RangeError(`"${value}" is not ${size} bytes in hex groups`);
      const hex = value.split(':').map((group) => group.padStart(digits, '0'));
      return Buffer.from(hex.join(''), 'hex');
    },
  };
}

export const CODECS: { readonly [K in DataType]: Codec<DataTypes[K]> } = {
  string: text,
  octets,
  byte: wholeNumber(1, false),
  short: wholeNumber(2, false),
  integer: wholeNumber(4, false),
  signed: wholeNumber(4, true),
  integer64,
  date: wholeNumber(4, false),
  ipaddr,
  ipv6addr,
  'combo-ip': comboIp,
  ipv4prefix,
  ipv6prefix,
  ifid: hexGroups(8, 2),
  ether: hexGroups(6, 1),
  tlv: octets,
  vsa: octets,
  abinary: octets,
};
