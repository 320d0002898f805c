import * as fc from 'fast-check';
import { maxValueLength } from '../attribute-writer.ts';
import type { AttributeDefinition } from './attribute.ts';
import type { DataType } from './data-types.ts';
import { formatIpv4, formatIpv6, maskBits } from './ip-address.ts';

export interface ArbitraryValue {
  readonly value: unknown;
  readonly tag: number;
}

/** Test support: values of an attribute that can be sent, in the form in which they are received. */
export function arbitraryValue(definition: AttributeDefinition): fc.Arbitrary<ArbitraryValue> {
  const value = BY_TYPE[definition.dataType](definition);
  if (!definition.tagged) return value.map((plain) => ({ value: plain, tag: 0 }));
  return fc.record({ value, tag: fc.integer({ min: 0, max: 0x1f }) }).filter(
    // Text without a tag whose first byte could be one cannot be told from tagged text and is refused.
    (tagged) => !(tagged.tag === 0 && typeof tagged.value === 'string' && tagged.value.charCodeAt(0) <= 0x1f),
  );
}

type ForDefinition = (definition: AttributeDefinition) => fc.Arbitrary<unknown>;

const text: ForDefinition = (definition) =>
  fc
    .string({ unit: 'binary', minLength: 1, maxLength: 260 })
    .map((value) => cutUtf8(value, longest(definition)))
    // Padding is made of NUL bytes, so that a hidden text cannot end in one.
    .filter((value) => value !== '' && !(definition.hiding !== 0 && value.endsWith('\u0000')));

const bytes: ForDefinition = (definition) =>
  fc
    .uint8Array(
      definition.fixedLength
        ? { minLength: definition.fixedLength, maxLength: definition.fixedLength }
        : { minLength: 1, maxLength: longest(definition) },
    )
    .map((value) => Buffer.from(value));

const whole =
  (min: number, max: number): ForDefinition =>
  (definition) =>
    fc.integer({ min, max: definition.tagged ? 0xffffff : max });

const addressBytes = (size: number) =>
  fc.uint8Array({ minLength: size, maxLength: size }).map((value) => Buffer.from(value));
const ipv4 = addressBytes(4).map((value) => formatIpv4(value, 0));
const ipv6 = addressBytes(16).map((value) => formatIpv6(value, 0));

const prefix = (size: 4 | 16, format: (address: Buffer, offset: number) => string) =>
  fc
    .tuple(addressBytes(size), fc.integer({ min: 0, max: size * 8 }))
    .map(([address, bits]) => `${format(maskBits(address, bits), 0)}/${bits}`);

const hex = (size: number, group: number) =>
  addressBytes(size).map((value) =>
    value
      .toString('hex')
      .match(new RegExp(`.{${group * 2}}`, 'g'))!
      .join(':'),
  );

const BY_TYPE: Readonly<Record<DataType, ForDefinition>> = {
  string: text,
  octets: bytes,
  tlv: bytes,
  vsa: bytes,
  abinary: bytes,
  byte: whole(0, 0xff),
  short: whole(0, 0xffff),
  integer: whole(0, 0xffffffff),
  signed: whole(-(2 ** 31), 2 ** 31 - 1),
  date: whole(0, 0xffffffff),
  integer64: () => fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  ipaddr: () => ipv4,
  ipv6addr: () => ipv6,
  'combo-ip': () => fc.oneof(ipv4, ipv6),
  ipv4prefix: () => prefix(4, formatIpv4),
  ipv6prefix: () => prefix(16, formatIpv6),
  ifid: () => hex(8, 2),
  ether: () => hex(6, 1),
};

function longest(definition: AttributeDefinition): number {
  const hidden = [Infinity, 128, 230, 16][definition.hiding]!;
  return Math.min(hidden, maxValueLength(definition) - (definition.tagged ? 1 : 0), 1000);
}

/** At most `limit` bytes of UTF-8, ending at a character. */
function cutUtf8(value: string, limit: number): string {
  let cut = value;
  while (Buffer.byteLength(cut) > limit) cut = Array.from(cut).slice(0, -1).join('');
  return cut;
}
