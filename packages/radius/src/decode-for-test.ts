import { decodePacket, type Packet } from './packet.ts';

/** Test support: the packet in bytes that are known to hold one. */
export function decodeForTest(bytes: Uint8Array): Packet {
  const result = decodePacket(bytes);
  if (!result.ok) throw new Error(`${result.fault}: ${Buffer.from(bytes).toString('hex')}`);
  return result.packet;
}
