import { decodePacket, findAttributeByNumber, formatValue, type Packet } from '@trunkline/radius';

/** `Name = value` of each attribute in the order of the packet, `Name:tag = value` of tagged ones; text unquoted. */
export function linesOf(packet: Packet): string[] {
  const seen = new Map<string, number>();
  return Array.from(packet.attributes(), ({ vendor, number }) => {
    const definition = findAttributeByNumber(vendor, number)!;
    const instance = seen.get(definition.name) ?? 0;
    seen.set(definition.name, instance + 1);
    const { tag, value } = packet.getAllTagged(definition)[instance]!;
    const name = tag === 0 ? definition.name : `${definition.name}:${tag}`;
    return `${name} = ${formatValue(definition, value).replace(/^"(.*)"$/, '$1')}`;
  });
}

/** A packet that is well-formed. */
export function decoded(bytes: Buffer): Packet {
  const result = decodePacket(bytes);
  if (!result.ok) throw new Error(result.fault);
  return result.packet;
}
