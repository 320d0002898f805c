import type { DigestState } from './digest/block-digest.ts';
import { md5, type Md5 } from './digest/md5.ts';

const BLOCK = 64;
const DIGEST = 16;

/**
 * The secret shared with one NAS, prepared once: RADIUS hashes it several times a packet. Prints nothing of
 * itself.
 */
export class SharedSecret {
  readonly #bytes: Buffer;
  /** MD5 after the inner and after the outer pad of RFC 2104. */
  readonly #inner: DigestState;
  readonly #outer: DigestState;

  /** Text is taken as UTF-8. An empty secret protects nothing and is refused with a RangeError. */
  constructor(secret: string | Uint8Array) {
    this.#bytes = Buffer.from(secret as string);
    if (this.#bytes.length === 0) throw new RangeError('a shared secret cannot be empty');
    const key = Buffer.alloc(BLOCK);
    if (this.#bytes.length > BLOCK) md5.start().update(this.#bytes).finish(key);
    else key.set(this.#bytes);
    this.#inner = md5
      .start()
      .update(key.map((byte) => byte ^ 0x36))
      .save();
    this.#outer = md5
      .start()
      .update(key.map((byte) => byte ^ 0x5c))
      .save();
  }

  /** HMAC-MD5 of the message under this secret (RFC 2869 §5.14). */
  hmacMd5(message: Uint8Array): Buffer {
    const digest = Buffer.allocUnsafe(DIGEST);
    this.startHmac().update(message);
    this.finishHmac(digest, 0);
    return digest;
  }

  /** Begins an HMAC-MD5 of a message in pieces; what it returns takes them, and `finishHmac` must follow. */
  startHmac(): Md5 {
    return md5.resume(this.#inner);
  }

  /** Writes the 16 bytes into the target, which may be the message itself. */
  finishHmac(target: Uint8Array, at: number): void {
    md5.finish(inner);
    md5.resume(this.#outer).update(inner).finish(target, at);
  }

  /** MD5( message | secret ), which authenticates requests and responses. */
  md5After(message: Uint8Array): Buffer {
    const digest = Buffer.allocUnsafe(DIGEST);
    this.finishMd5(md5.start().update(message), digest, 0);
    return digest;
  }

  /** Ends the MD5 of a message in pieces by the secret, and writes it as `finishHmac` does. */
  finishMd5(message: Md5, target: Uint8Array, at: number): void {
    message.update(this.#bytes).finish(target, at);
  }

  /** MD5( secret | message ), which hides passwords and keys, into the first 16 bytes of the target. */
  md5Before(message: Uint8Array, target: Uint8Array): void {
    md5.start().update(this.#bytes).update(message).finish(target);
  }
}

/** Between the two hashes of an HMAC. */
const inner = Buffer.alloc(DIGEST);
