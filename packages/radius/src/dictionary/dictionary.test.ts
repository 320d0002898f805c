import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, expectTypeOf, test } from 'vitest';
import {
  AcctStatusType,
  allAttributes,
  Class,
  Code,
  decodePacket,
  EventTimestamp,
  findAttribute,
  findAttributeByNumber,
  formatValue,
  FramedIpAddress,
  FramedIpv6Prefix,
  MessageAuthenticator,
  MikrotikRateLimit,
  Mip6FeatureVector,
  OriginalPacketCode,
  PacketBuilder,
  parseValue,
  revealAttribute,
  ServiceType,
  SharedSecret,
  UserName,
  valueName,
  type AttributeDefinition,
  type Packet,
} from '../index.ts';
import { arbitraryValue } from './arbitrary-value.ts';

const secret = new SharedSecret('round-trip');

test('every attribute of the dictionary survives encoding and decoding, whatever its value and tag', () => {
  const definitions = allAttributes().filter((definition) => definition !== MessageAuthenticator);
  const cases = fc
    .constantFrom(...definitions)
    .chain((definition) => arbitraryValue(definition).map((arbitrary) => ({ definition, ...arbitrary })));
  fc.assert(
    fc.property(cases, ({ definition, value, tag }) => {
      const packet = packetWith(definition, value, tag);
      const found = definition.hiding
        ? { tag, value: revealAttribute(packet, definition, secret) }
        : packet.getTagged(definition);
      expect(found).toEqual({ tag, value });
      expect(parseValue(definition, formatValue(definition, value))).toEqual(value);
    }),
    { numRuns: 5000 },
  );
});

test('every attribute of the dictionary is tried at least once with a value of its type', () => {
  for (const definition of allAttributes()) {
    if (definition === MessageAuthenticator) continue;
    for (const { value, tag } of fc.sample(arbitraryValue(definition), { numRuns: 3, seed: 7 })) {
      expect(packetWith(definition, value, tag).has(definition), definition.name).toBe(true);
    }
  }
});

test('numbers and names each lead to one attribute', () => {
  const names = new Set<string>();
  for (const definition of allAttributes()) {
    const { vendor, number, subNumber, name, aliases } = definition;
    expect(findAttributeByNumber(vendor, number, subNumber), name).toBe(definition);
    for (const spelling of [name, ...aliases]) {
      expect(findAttribute(spelling.toUpperCase()), spelling).toBe(definition);
      expect(names.has(spelling.toLowerCase()), spelling).toBe(false);
      names.add(spelling.toLowerCase());
    }
  }
  expect(names.size).toBeGreaterThan(700);
  expect(findAttribute('No-Such-Attribute')).toBeUndefined();
  expect(findAttributeByNumber(0, 241, 4)).toBe(OriginalPacketCode);
  expect(findAttributeByNumber(14988, 8)).toBe(MikrotikRateLimit);
});

test('old spellings lead to the attribute and the value they mean', () => {
  expect(findAttribute('Framed-Address')).toBe(FramedIpAddress);
  expect(findAttribute('password')?.name).toBe('User-Password');
  expect(findAttribute('Mikrotik-DHCP-Option-ParamSTR2')?.number).toBe(25);
  expect(parseValue(AcctStatusType, 'alive')).toBe(3);
  expect(valueName(AcctStatusType, 3)).toBe('Interim-Update');
  expect(parseValue(ServiceType, 'Framed')).toBe(parseValue(ServiceType, 'Framed-User'));
});

test('a text that fits no value of the type is refused by name', () => {
  expect(() => parseValue(ServiceType, 'Nonsense')).toThrow(/^Service-Type: /);
  expect(() => parseValue(Mip6FeatureVector, '-1')).toThrow(/^MIP6-Feature-Vector: /);
});

test('definitions state the type of their value', () => {
  const packet = packetWith(UserName, 'alice', 0);
  expectTypeOf(packet.get(UserName)).toEqualTypeOf<string | undefined>();
  expectTypeOf(packet.get(AcctStatusType)).toEqualTypeOf<number | undefined>();
  expectTypeOf(packet.get(EventTimestamp)).toEqualTypeOf<number | undefined>();
  expectTypeOf(packet.get(Mip6FeatureVector)).toEqualTypeOf<bigint | undefined>();
  expectTypeOf(packet.get(FramedIpv6Prefix)).toEqualTypeOf<string | undefined>();
  expectTypeOf(packet.get(Class)).toEqualTypeOf<Buffer | undefined>();
  expectTypeOf(AcctStatusType.values['Interim-Update']).toEqualTypeOf<3>();
});

test('the generated files are those the dictionary texts give', () => {
  const script = join(import.meta.dirname, '../../scripts/generate-dictionary.ts');
  expect(execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' })).toMatch(/0 stale/);
});

function packetWith(definition: AttributeDefinition, value: unknown, tag: number): Packet {
  const builder = new PacketBuilder(Code.AccessRequest).add(definition, value, { tag });
  const result = decodePacket(builder.encodeRequest({ identifier: 1, secret, messageAuthenticator: false }));
  if (!result.ok) throw new Error(result.fault);
  return result.packet;
}
