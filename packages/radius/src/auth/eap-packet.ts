import { EapMessage } from '../dictionary/all.gen.ts';
import type { Packet } from '../packet.ts';
import type { PacketBuilder } from '../packet-builder.ts';

/** RFC 3748 §4. */
export const EapCode = { Request: 1, Response: 2, Success: 3, Failure: 4 } as const;

/** RFC 3748 §5; those that a server without certificates of its own for logins meets. */
export const EapType = { Identity: 1, Notification: 2, Nak: 3, Md5Challenge: 4 } as const;

/** Code, identifier and length, before the type. */
const HEADER = 4;

/** A response of the one who logs in. */
export interface EapResponse {
  readonly identifier: number;
  readonly type: number;
  readonly data: Buffer;
}

/**
 * The EAP response in an Access-Request, its pieces joined. `start`: an empty one, with which a NAS asks for the first
 * request (RFC 3579 §2.1); `malformed`: bytes that are no response.
 */
export function readEapResponse(packet: Packet): EapResponse | 'start' | 'malformed' {
  const bytes = packet.raw(EapMessage);
  if (bytes === undefined || bytes.length === 0) return 'start';
  if (bytes.length <= HEADER || bytes[0] !== EapCode.Response) return 'malformed';
  const length = bytes.readUInt16BE(2);
  // What stands behind the stated length is padding (RFC 3748 §4).
  if (length <= HEADER || length > bytes.length) return 'malformed';
  return { identifier: bytes[1]!, type: bytes[HEADER]!, data: bytes.subarray(HEADER + 1, length) };
}

/** The identifier of whatever EAP stands in the packet, for the word that ends it. */
export function eapIdentifierOf(packet: Packet): number {
  return packet.raw(EapMessage)?.[1] ?? 0;
}

export function addEapRequest(
  builder: PacketBuilder,
  { identifier, type, data }: { identifier: number; type: number; data: Uint8Array },
): void {
  const header = Buffer.from([EapCode.Request, identifier, 0, 0, type]);
  header.writeUInt16BE(header.length + data.length, 2);
  builder.add(EapMessage, Buffer.concat([header, data]));
}

/** Ends an EAP conversation (RFC 3579 §2.6.3: in an Access-Accept or an Access-Reject, and true to it). */
export function addEapEnd(
  builder: PacketBuilder,
  { identifier, isSuccess }: { identifier: number; isSuccess: boolean },
): void {
  builder.add(
    EapMessage,
    Buffer.from([isSuccess ? EapCode.Success : EapCode.Failure, identifier, 0, HEADER]),
  );
}
