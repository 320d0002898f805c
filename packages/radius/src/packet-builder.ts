import { cryptoRandom, type Random } from '@trunkline/kit';
import type { AttributeDefinition } from './dictionary/attribute.ts';
import { ChargeableUserIdentity, MessageAuthenticator, ProxyState } from './dictionary/all.gen.ts';
import { AttributeWriter, encodeChild, maxValueLength } from './attribute-writer.ts';
import { hideValue, SaltSequence, type HidingContext } from './auth/hidden-value.ts';
import { authenticatorRule, codeName, HEADER_LENGTH, type Code } from './code.ts';
import { md5 } from './digest/md5.ts';
import { isExtended } from './nested-layout.ts';
import type { Packet } from './packet.ts';
import type { SharedSecret } from './shared-secret.ts';
import { MAX_TAG } from './tagged-value.ts';

export interface EncodeRequestOptions {
  /** 0 to 255; the answer carries it back. */
  readonly identifier: number;
  readonly secret: SharedSecret;
  /** Puts a Message-Authenticator in front of all other attributes. */
  readonly messageAuthenticator: boolean;
  /** Only for codes with a random authenticator: 16 bytes instead of fresh ones. */
  readonly authenticator?: Uint8Array;
  /** Source of the random authenticator and of salts. */
  readonly random?: Random;
}

export interface EncodeReplyOptions {
  /** The request answered: its identifier, authenticator and Proxy-State go into the reply. */
  readonly request: Packet;
  readonly secret: SharedSecret;
  /** Puts a Message-Authenticator in front of all other attributes; every reply to an Access-Request needs it. */
  readonly messageAuthenticator: boolean;
  /** Source of salts. */
  readonly random?: Random;
}

interface Entry {
  readonly definition: AttributeDefinition;
  readonly tag: number;
  /** In the clear; hidden values are hidden when the authenticator of the packet is known. */
  value: Buffer;
}

/**
 * Gathers attributes and encodes a packet. Attributes stand in the packet in the order they were added, each
 * vendor attribute in an attribute 26 of its own. Empty values are left out, as RADIUS has none, except an
 * empty Chargeable-User-Identity. `add` and the encoders throw a RangeError that names the attribute when a
 * value cannot be sent.
 *
 *     new PacketBuilder(Code.AccessAccept)
 *       .add(FramedIpAddress, '10.0.0.5')
 *       .add(MikrotikRateLimit, '10M/20M')
 *       .encodeReply({ request, secret, messageAuthenticator: true });
 */
export class PacketBuilder {
  readonly code: Code;
  readonly #entries: Entry[] = [];

  constructor(code: Code) {
    this.code = code;
  }

  add<T>(definition: AttributeDefinition<T>, value: T, options: { readonly tag?: number } = {}): this {
    const tag = options.tag ?? 0;
    let encoded: Buffer;
    try {
      encoded = encodeValue(definition, value, tag);
    } catch (error) {
      throw naming(definition, error);
    }
    return this.#push(definition, encoded, tag);
  }

  /** Adds bytes as they stand, tag included: for values outside the attribute's type and for proxied ones. */
  addRaw(definition: AttributeDefinition, value: Uint8Array): this {
    if (definition.hiding !== 0)
      throw new RangeError(`${definition.name}: a hidden value cannot be added raw`);
    return this.#push(definition, Buffer.from(value), 0);
  }

  /** A request: fresh or given authenticator for Access-Request and Status-Server, else the MD5 of RFC 2866. */
  encodeRequest(options: EncodeRequestOptions): Buffer {
    const rule = authenticatorRule(this.code);
    if (rule === undefined || rule === 'request')
      throw new RangeError(`${codeName(this.code)} is no request`);
    if (!Number.isInteger(options.identifier) || options.identifier < 0 || options.identifier > 255) {
      throw new RangeError(`identifier ${options.identifier} is not a byte`);
    }
    const random = options.random ?? cryptoRandom;
    const authenticator = Buffer.alloc(16);
    if (rule === 'random') {
      if (options.authenticator === undefined) random.fill(authenticator);
      else if (options.authenticator.length === 16) authenticator.set(options.authenticator);
      else throw new RangeError('a request authenticator has 16 bytes');
    }
    const writer = this.#write(options, { authenticator, random });
    const packet = writer.finish(this.code, options.identifier, authenticator);
    if (options.messageAuthenticator) sign(packet, options.secret);
    if (rule === 'zeros') authenticate(packet, options.secret);
    return packet;
  }

  /** A reply: Message-Authenticator first, then the attributes, then the request's Proxy-State in its order. */
  encodeReply(options: EncodeReplyOptions): Buffer {
    if (authenticatorRule(this.code) !== 'request')
      throw new RangeError(`${codeName(this.code)} is no reply`);
    const { request, secret } = options;
    const authenticator = request.authenticator;
    const writer = this.#write(options, { authenticator, random: options.random ?? cryptoRandom });
    for (const state of request.rawAll(ProxyState)) writer.writeEvenEmpty(ProxyState, state);
    const packet = writer.finish(this.code, request.identifier, authenticator);
    if (options.messageAuthenticator) sign(packet, secret);
    authenticate(packet, secret);
    return packet;
  }

  #push(definition: AttributeDefinition, value: Buffer, tag: number): this {
    if (definition.vendor === 0 && definition.number === MessageAuthenticator.number) {
      throw new RangeError('Message-Authenticator is written by the encoder');
    }
    refuseTooLong(definition, value);
    if (isChild(definition)) return this.#pushChild(definition, value);
    this.#entries.push({ definition, tag, value });
    return this;
  }

  /** Children of one TLV belong together: those added one after the other share an attribute. */
  #pushChild(definition: AttributeDefinition, value: Buffer): this {
    if (value.length === 0) return this;
    const child = encodeChild(definition.subNumber, value);
    const last = this.#entries.at(-1);
    const { vendor, number } = definition;
    const sameParent = last && last.definition.vendor === vendor && last.definition.number === number;
    if (sameParent && last.value.length + child.length <= maxValueLength(definition)) {
      last.value = Buffer.concat([last.value, child]);
    } else {
      this.#entries.push({ definition, tag: 0, value: child });
    }
    return this;
  }

  #write(
    options: { readonly secret: SharedSecret; readonly messageAuthenticator: boolean },
    source: { readonly authenticator: Buffer; readonly random: Random },
  ): AttributeWriter {
    const writer = new AttributeWriter();
    if (options.messageAuthenticator) writer.write(MessageAuthenticator, ZEROS);
    const context: HidingContext = {
      secret: options.secret,
      authenticator: source.authenticator,
      salts: new SaltSequence(source.random),
    };
    for (const { definition, tag, value } of this.#entries) {
      try {
        const wire = definition.hiding === 0 ? value : hideTagged(definition, tag, value, context);
        if (definition === ChargeableUserIdentity) writer.writeEvenEmpty(definition, wire);
        else writer.write(definition, wire);
      } catch (error) {
        throw naming(definition, error);
      }
    }
    return writer;
  }
}

/** Writes the Message-Authenticator that stands first, over the packet as laid out for hashing. */
function sign(packet: Buffer, secret: SharedSecret): void {
  secret.startHmac().update(packet);
  secret.finishHmac(packet, HEADER_LENGTH + 2);
}

/** Puts the MD5 of the packet in the place of what stands in its authenticator: zeros, or the request's. */
function authenticate(packet: Buffer, secret: SharedSecret): void {
  secret.finishMd5(md5.start().update(packet), packet, 4);
}

const ZEROS = Buffer.alloc(16);

function isChild(definition: AttributeDefinition): boolean {
  return definition.subNumber !== 0 && !isExtended(definition);
}

function encodeValue<T>(definition: AttributeDefinition<T>, value: T, tag: number): Buffer {
  const bytes = definition.codec.encode(value);
  if (definition.fixedLength !== 0 && bytes.length !== definition.fixedLength) {
    throw new RangeError(`${bytes.length} bytes instead of ${definition.fixedLength}`);
  }
  if (isEmptyText(definition, bytes) || definition.hiding !== 0) return bytes;
  return withTag(definition, bytes, tag);
}

function isEmptyText(definition: AttributeDefinition, bytes: Buffer): boolean {
  return bytes.length === 0 && definition.hiding === 0;
}

function refuseTooLong(definition: AttributeDefinition, value: Buffer): void {
  const limit = maxValueLength(definition);
  if (value.length > limit) {
    throw new RangeError(`${definition.name}: ${value.length} bytes are more than ${limit}`);
  }
}

function withTag(definition: AttributeDefinition, bytes: Buffer, tag: number): Buffer {
  checkTag(definition, tag);
  if (!definition.tagged) return bytes;
  if (definition.dataType === 'integer') {
    if (bytes[0] !== 0) throw new RangeError('a tagged integer has 24 bits');
    return Buffer.of(tag, bytes[1]!, bytes[2]!, bytes[3]!);
  }
  if (tag !== 0) return Buffer.concat([Buffer.of(tag), bytes]);
  if (bytes[0]! >= 1 && bytes[0]! <= MAX_TAG) throw new RangeError('the first byte would be read as a tag');
  return bytes;
}

/** RFC 2868 §3.5: unlike other text, a hidden Tunnel-Password always has its tag byte. */
function hideTagged(
  definition: AttributeDefinition,
  tag: number,
  value: Buffer,
  context: HidingContext,
): Buffer {
  checkTag(definition, tag);
  const hidden = hideValue(definition.hiding, value, context);
  return definition.tagged ? Buffer.concat([Buffer.of(tag), hidden]) : hidden;
}

function checkTag(definition: AttributeDefinition, tag: number): void {
  if (tag !== 0 && !definition.tagged) throw new RangeError('it has no tag');
  if (!Number.isInteger(tag) || tag < 0 || tag > MAX_TAG)
    throw new RangeError(`tag ${tag} is not 0 to ${MAX_TAG}`);
}

/** Puts the attribute's name in front of the reason a value is refused. */
function naming(definition: AttributeDefinition, error: unknown): unknown {
  if (!(error instanceof RangeError)) return error;
  return new RangeError(`${definition.name}: ${error.message}`, { cause: error });
}
