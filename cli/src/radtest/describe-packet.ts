import {
  codeName,
  findAttributeByNumber,
  formatValue,
  type AttributeDefinition,
  type Packet,
  type PacketAttribute,
} from '@trunkline/radius';
import { printable } from '../terminal/printable.ts';

const MAX_TAG = 0x1f;

/** A packet as lines: its code, then each attribute by its dictionary name, in the order of the packet. */
export function describePacket(packet: Packet): string[] {
  return [
    `${codeName(packet.code)} (${packet.bytes.length} bytes)`,
    ...[...packet.attributes()].map((attribute) => `  ${printable(describeAttribute(attribute))}`),
  ];
}

/** The attributes by name, for `--json`; one that stands several times has several lines. */
export function listAttributes(packet: Packet): { name: string; value: string }[] {
  return [...packet.attributes()].map((attribute) => {
    const text = describeAttribute(attribute);
    const split = text.indexOf(' = ');
    return { name: text.slice(0, split), value: text.slice(split + 3) };
  });
}

function describeAttribute({ vendor, number, subNumber, value }: PacketAttribute): string {
  const definition = findAttributeByNumber(vendor, number, subNumber);
  if (!definition) {
    const numbers = [...(vendor ? [26, vendor] : []), number, ...(subNumber ? [subNumber] : [])].join('.');
    return `Attr-${numbers} = 0x${value.toString('hex')}`;
  }
  // Session keys travel here: what is hidden on the wire stays hidden on the screen.
  if (definition.hiding !== 0) return `${definition.name} = (hidden, ${value.length} bytes)`;
  const { tag, bytes } = splitTag(definition, value);
  const decoded = definition.codec.decode(bytes, 0, bytes.length);
  const text = decoded === undefined ? `0x${bytes.toString('hex')}` : formatValue(definition, decoded);
  return `${definition.name}${tag ? `:${tag}` : ''} = ${text}`;
}

/** RFC 2868 §3: a first byte up to 31 is the tag; an integer gives up its first byte to it. */
function splitTag(definition: AttributeDefinition, value: Buffer): { tag: number; bytes: Buffer } {
  if (!definition.tagged || value.length === 0 || value[0]! > MAX_TAG) return { tag: 0, bytes: value };
  const rest = value.subarray(1);
  const bytes = definition.dataType === 'integer' ? Buffer.concat([Buffer.of(0), rest]) : rest;
  return { tag: value[0]!, bytes };
}
