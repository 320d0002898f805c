import { hash } from 'node:crypto';

const BLOCK = 64;
const DIGEST = 16;
const MAX_MESSAGE = 4096;

/**
 * The secret shared with one NAS, prepared once: RADIUS hashes it several times a packet, and an HMAC object
 * per packet costs six times what the two plain hashes below do. Prints nothing of itself.
 */
export class SharedSecret {
  readonly #bytes: Buffer;
  /** Secret, then room for the message, for MD5(secret | message). */
  readonly #prefixed: Buffer;
  /** The inner pad of RFC 2104, then room for the message. */
  readonly #inner: Buffer;
  /** The outer pad of RFC 2104, then room for the inner digest. */
  readonly #outer: Buffer;

  /** Text is taken as UTF-8. An empty secret protects nothing and is refused with a RangeError. */
  constructor(secret: string | Uint8Array) {
    this.#bytes = Buffer.from(secret as string);
    if (this.#bytes.length === 0) throw new RangeError('a shared secret cannot be empty');
    this.#prefixed = Buffer.concat([this.#bytes, Buffer.alloc(2 * DIGEST + 2)]);
    const key = this.#bytes.length > BLOCK ? hash('md5', this.#bytes, 'buffer') : this.#bytes;
    this.#inner = Buffer.alloc(BLOCK, 0x36);
    this.#outer = Buffer.alloc(BLOCK + DIGEST, 0x5c);
    for (let i = 0; i < key.length; i++) {
      this.#inner[i]! ^= key[i]!;
      this.#outer[i]! ^= key[i]!;
    }
  }

  /** HMAC-MD5 of the message under this secret (RFC 2869 §5.14). */
  hmacMd5(message: Uint8Array): Buffer {
    const inner = scratchFor(BLOCK + message.length);
    this.#inner.copy(inner);
    inner.set(message, BLOCK);
    hash('md5', inner.subarray(0, BLOCK + message.length), 'buffer').copy(this.#outer, BLOCK);
    return hash('md5', this.#outer, 'buffer');
  }

  /** MD5( message | secret ), which authenticates requests and responses. */
  md5After(message: Uint8Array): Buffer {
    const length = message.length + this.#bytes.length;
    const whole = scratchFor(length);
    whole.set(message);
    this.#bytes.copy(whole, message.length);
    return hash('md5', whole.subarray(0, length), 'buffer');
  }

  /** MD5( secret | message ) for the at most 34 bytes of an authenticator, a salt or a cipher block. */
  md5Before(message: Uint8Array): Buffer {
    const length = this.#bytes.length + message.length;
    this.#prefixed.set(message, this.#bytes.length);
    return hash('md5', this.#prefixed.subarray(0, length), 'buffer');
  }
}

/** Shared by all secrets: hashing is synchronous, so nobody else can be using it. */
const scratch = Buffer.alloc(BLOCK + MAX_MESSAGE + 1024);

function scratchFor(length: number): Buffer {
  return length <= scratch.length ? scratch : Buffer.alloc(length);
}
