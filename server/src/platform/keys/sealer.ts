import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

/** The row that a sealed value belongs to. Moved to any other place, it does not open. */
export interface Binding {
  tenantId: string;
  /** With its schema: `subscribers.subscriber`. */
  table: string;
  column: string;
  rowId: string;
}

/** A sealed value that does not belong here, was altered, or was sealed under another master key. */
export class CannotOpen extends Error {
  override name = 'CannotOpen';
  readonly reason: 'malformed' | 'other-key' | 'altered-or-moved';

  constructor(reason: CannotOpen['reason'], binding: Binding) {
    super(
      `the sealed value of ${binding.table}.${binding.column}, row ${binding.rowId}, does not open: ${reason}`,
    );
    this.reason = reason;
  }
}

/**
 * AES-256-GCM envelopes. Layout: version (1), key id (4), nonce (12), tag (16), ciphertext. The binding is
 * authenticated but not stored.
 */
export interface Sealer {
  seal(plain: Buffer, binding: Binding): Buffer;
  /** Throws CannotOpen. */
  open(sealed: Buffer, binding: Binding): Buffer;
}

/** What a process may do with the master key, without holding the key itself. */
export interface Keys {
  sealer: Sealer;
  /** 32 bytes that only this purpose gets, the same at each start. */
  deriveKey(purpose: string): Buffer;
}

export const masterKeyBytes = 32;

const version = 1;
const keyIdBytes = 4;
const nonceBytes = 12;
const tagBytes = 16;
const headerBytes = 1 + keyIdBytes + nonceBytes + tagBytes;

/** The keys that follow from one master key of 32 bytes. */
export function createKeys(masterKey: Buffer): Keys {
  if (masterKey.length !== masterKeyBytes) {
    throw new RangeError(`createKeys: the master key has ${masterKey.length} bytes, not ${masterKeyBytes}`);
  }
  const master = Buffer.from(masterKey);
  const deriveKey = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `trunkline/${purpose}`, 32));
  return { sealer: createSealer(deriveKey('envelope')), deriveKey };
}

function createSealer(keyBytes: Buffer): Sealer {
  const keyId = createHash('sha256')
    .update('trunkline/key-id')
    .update(keyBytes)
    .digest()
    .subarray(0, keyIdBytes);
  // Made once: from bytes Node makes a key object for each call, which costs five times the cipher.
  const key = createSecretKey(keyBytes);
  return {
    seal(plain, binding) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
      cipher.setAAD(authenticatedText(binding));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([Buffer.of(version), keyId, nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, binding) {
      if (sealed.length < headerBytes || sealed[0] !== version) throw new CannotOpen('malformed', binding);
      if (!sealed.subarray(1, 1 + keyIdBytes).equals(keyId)) throw new CannotOpen('other-key', binding);
      const nonce = sealed.subarray(1 + keyIdBytes, 1 + keyIdBytes + nonceBytes);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
      decipher.setAAD(authenticatedText(binding));
      decipher.setAuthTag(sealed.subarray(headerBytes - tagBytes, headerBytes));
      const plain = decipher.update(sealed.subarray(headerBytes));
      try {
        return Buffer.concat([plain, decipher.final()]);
      } catch {
        throw new CannotOpen('altered-or-moved', binding);
      }
    },
  };
}

/** JSON keeps the four parts apart: no two bindings give the same text. */
function authenticatedText({ tenantId, table, column, rowId }: Binding): Buffer {
  return Buffer.from(JSON.stringify([version, tenantId, table, column, rowId]));
}
