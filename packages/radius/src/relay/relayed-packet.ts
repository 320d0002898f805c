import { cryptoRandom, type Random } from '@trunkline/kit';
import { ChapChallenge, ChapPassword, MessageAuthenticator, ProxyState } from '../dictionary/all.gen.ts';
import { Code, HEADER_LENGTH, MAX_PACKET_LENGTH } from '../code.ts';
import { PacketBuilder, type EncodeReplyOptions, type EncodeRequestOptions } from '../packet-builder.ts';
import type { Packet } from '../packet.ts';
import type { SharedSecret } from '../shared-secret.ts';
import { SaltSequence } from '../auth/hidden-value.ts';
import { rehideAttribute, type Hop, type Relay } from './rehide-attribute.ts';

/**
 * Somebody's request on its way to another server: the attributes byte for byte and in their order, but hidden values
 * hidden anew under the next secret and authenticator, and the Message-Authenticator made anew. What is added to the
 * builder is not sent.
 */
export class RelayedRequest extends PacketBuilder {
  readonly #packet: Packet;
  readonly #from: SharedSecret;
  readonly #proxyState: Uint8Array;
  /** Of the request as it was last encoded: what the answer's hidden values are mixed with. */
  sentAuthenticator: Buffer = Buffer.alloc(16);

  /** `from`: the secret under which the packet came. `proxyState`: goes behind those that it already has. */
  constructor(packet: Packet, { from, proxyState }: { from: SharedSecret; proxyState: Uint8Array }) {
    super(packet.code as Code);
    this.#packet = packet;
    this.#from = from;
    this.#proxyState = proxyState;
  }

  override encodeRequest(options: EncodeRequestOptions): Buffer {
    const { secret, identifier, messageAuthenticator, random = cryptoRandom } = options;
    const packet = this.#packet;
    const isLogin = packet.code === Code.AccessRequest;
    const authenticator = Buffer.alloc(16);
    if (isLogin) random.fill(authenticator);
    this.sentAuthenticator = authenticator;
    const attributes = carry(packet, {
      from: { secret: this.#from, authenticator: packet.authenticator },
      to: { secret, authenticator },
      random,
    });
    // RFC 2865 §5.3: without this attribute the challenge was the authenticator that is left behind here.
    if (isLogin && packet.has(ChapPassword) && !packet.has(ChapChallenge))
      attributes.push(attributeOf(ChapChallenge.number, packet.authenticator));
    attributes.push(attributeOf(ProxyState.number, this.#proxyState));
    const bytes = layOut({ code: packet.code, identifier, authenticator, attributes, messageAuthenticator });
    if (messageAuthenticator) sign(bytes, secret);
    if (!isLogin) authenticate(bytes, secret);
    return bytes;
  }
}

/**
 * Another server's reply on its way back to who asked: its attributes, hidden values hidden anew, the Proxy-State of the
 * request that is answered in the place of what came back. What is added to the builder is not sent.
 */
export class RelayedReply extends PacketBuilder {
  readonly #packet: Packet;
  readonly #from: Hop;

  /** `from`: the secret of the server that answered, and the authenticator of the request that it answered. */
  constructor(packet: Packet, from: Hop) {
    super(packet.code as Code);
    this.#packet = packet;
    this.#from = from;
  }

  override encodeReply(options: EncodeReplyOptions): Buffer {
    const { request, secret, messageAuthenticator, random = cryptoRandom } = options;
    const { authenticator } = request;
    const to = { secret, authenticator };
    const attributes = carry(this.#packet, { from: this.#from, to, random }).filter(
      (attribute) => attribute[0] !== ProxyState.number,
    );
    for (const state of request.rawAll(ProxyState)) attributes.push(attributeOf(ProxyState.number, state));
    const { code } = this.#packet;
    const { identifier } = request;
    const bytes = layOut({ code, identifier, authenticator, attributes, messageAuthenticator });
    if (messageAuthenticator) sign(bytes, secret);
    authenticate(bytes, secret);
    return bytes;
  }
}

/** Every attribute as it stands for the next hop, without the Message-Authenticator. */
function carry(packet: Packet, hops: { from: Hop; to: Hop; random: Random }): Buffer[] {
  const { bytes } = packet;
  const relay: Relay = { from: hops.from, to: hops.to, salts: new SaltSequence(hops.random) };
  const attributes: Buffer[] = [];
  for (let at = HEADER_LENGTH; at < bytes.length; at += bytes[at + 1]!) {
    if (bytes[at] === MessageAuthenticator.number) continue;
    const carried = rehideAttribute(bytes.subarray(at, at + bytes[at + 1]!), relay);
    if (carried) attributes.push(carried);
  }
  return attributes;
}

interface Layout {
  readonly code: number;
  readonly identifier: number;
  readonly authenticator: Buffer;
  readonly attributes: readonly Buffer[];
  readonly messageAuthenticator: boolean;
}

/** Throws a RangeError when what was added makes the packet too long. */
function layOut({ code, identifier, authenticator, attributes, messageAuthenticator }: Layout): Buffer {
  const head = Buffer.alloc(HEADER_LENGTH);
  const signature = messageAuthenticator ? [attributeOf(MessageAuthenticator.number, Buffer.alloc(16))] : [];
  const packet = Buffer.concat([head, ...signature, ...attributes]);
  if (packet.length > MAX_PACKET_LENGTH)
    throw new RangeError(`the relayed packet has ${packet.length} bytes`);
  packet[0] = code;
  packet[1] = identifier;
  packet.writeUInt16BE(packet.length, 2);
  packet.set(authenticator, 4);
  return packet;
}

function attributeOf(number: number, value: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(number, value.length + 2), value]);
}

/** The Message-Authenticator stands first. */
function sign(packet: Buffer, secret: SharedSecret): void {
  packet.set(secret.hmacMd5(packet), HEADER_LENGTH + 2);
}

function authenticate(packet: Buffer, secret: SharedSecret): void {
  packet.set(secret.md5After(packet), 4);
}
