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
  /** Opens what any of the master keys has sealed. Throws CannotOpen. */
  open(sealed: Buffer, binding: Binding): Buffer;
  /** Which key seals now; it stands in the envelope from its second byte on. No secret. */
  readonly keyId: Buffer;
}

/** What a process may do with the master key, without holding the key itself. */
export interface Keys {
  sealer: Sealer;
  /** 32 bytes that only this purpose gets, the same at each start until the master key is changed. */
  deriveKey(purpose: string): Buffer;
  /** The same from each master key, the newest first: to read what was written before a change. */
  deriveKeys(purpose: string): [Buffer, ...Buffer[]];
}

export const masterKeyBytes = 32;
/** A change of the key that was not finished leaves two; more than these were never finished. */
export const maxMasterKeys = 4;

const version = 1;
const keyIdBytes = 4;
const nonceBytes = 12;
const tagBytes = 16;
const headerBytes = 1 + keyIdBytes + nonceBytes + tagBytes;

/**
 * The keys that follow from the master keys: 32 bytes each, one behind the other, the newest first. The newest
 * seals, all of them open.
 */
export function createKeys(masterKeys: Buffer): Keys {
  const masters = split(masterKeys);
  const deriveKeys = (purpose: string) =>
    masters.map((master) => deriveFrom(master, purpose)) as [Buffer, ...Buffer[]];
  return {
    sealer: createSealer(deriveKeys('envelope')),
    deriveKeys,
    deriveKey: (purpose) => deriveKeys(purpose)[0],
  };
}

/** What may be told of master keys: the ids that stand in what each seals, the newest first. */
export function masterKeyIds(masterKeys: Buffer): string[] {
  return split(masterKeys).map((master) => idOf(deriveFrom(master, 'envelope')).toString('hex'));
}

function split(masterKeys: Buffer): [Buffer, ...Buffer[]] {
  const count = masterKeys.length / masterKeyBytes;
  if (!Number.isInteger(count) || count < 1 || count > maxMasterKeys) {
    throw new RangeError(`${masterKeys.length} bytes are not 1 to ${maxMasterKeys} master keys`);
  }
  return Array.from({ length: count }, (_, n) =>
    Buffer.from(masterKeys.subarray(n * masterKeyBytes, (n + 1) * masterKeyBytes)),
  ) as [Buffer, ...Buffer[]];
}

function deriveFrom(master: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `trunkline/${purpose}`, 32));
}

function createSealer(keys: readonly [Buffer, ...Buffer[]]): Sealer {
  // Made once: from bytes Node makes a key object for each call, which costs five times the cipher.
  const objects = keys.map((bytes) => ({ id: idOf(bytes), key: createSecretKey(bytes) }));
  const { id: keyId, key } = objects[0]!;
  const byId = new Map(objects.map((known) => [known.id.toString('hex'), known.key]));
  return {
    keyId,
    seal(plain, binding) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
      cipher.setAAD(authenticatedText(binding));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([Buffer.of(version), keyId, nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, binding) {
      if (sealed.length < headerBytes || sealed[0] !== version) throw new CannotOpen('malformed', binding);
      const sealing = byId.get(sealed.toString('hex', 1, 1 + keyIdBytes));
      if (!sealing) throw new CannotOpen('other-key', binding);
      const nonce = sealed.subarray(1 + keyIdBytes, 1 + keyIdBytes + nonceBytes);
      const decipher = createDecipheriv('aes-256-gcm', sealing, nonce, { authTagLength: tagBytes });
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

function idOf(key: Buffer): Buffer {
  return createHash('sha256').update('trunkline/key-id').update(key).digest().subarray(0, keyIdBytes);
}

/** JSON keeps the four parts apart: no two bindings give the same text. */
function authenticatedText({ tenantId, table, column, rowId }: Binding): Buffer {
  return Buffer.from(JSON.stringify([version, tenantId, table, column, rowId]));
}
