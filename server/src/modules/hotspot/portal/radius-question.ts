import { SharedSecret } from '@trunkline/radius';

/**
 * What the api role asks the radius role: a RADIUS packet of a NAS, as that NAS would have sent it. The socket proves
 * who asks, so that the secret of the packet is no secret.
 */
export interface RadiusQuestion {
  readonly kind: 'login' | 'accounting';
  readonly tenantId: string;
  readonly nasId: string;
  readonly packet: Buffer;
}

export const questionSecret = new SharedSecret('asked over the socket of this installation');

const kinds = ['login', 'accounting'] as const;
const idBytes = 16;
const headBytes = 1 + 2 * idBytes;

export function encodeQuestion({ kind, tenantId, nasId, packet }: RadiusQuestion): Buffer {
  return Buffer.concat([Buffer.of(kinds.indexOf(kind)), bytesOf(tenantId), bytesOf(nasId), packet]);
}

/** Throws RangeError for what is no question. */
export function decodeQuestion(bytes: Buffer): RadiusQuestion {
  const kind = kinds[bytes[0] ?? -1];
  if (kind === undefined || bytes.length <= headBytes) throw new RangeError('not a question for radius');
  return {
    kind,
    tenantId: idOf(bytes.subarray(1, 1 + idBytes)),
    nasId: idOf(bytes.subarray(1 + idBytes, headBytes)),
    packet: bytes.subarray(headBytes),
  };
}

function bytesOf(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function idOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
