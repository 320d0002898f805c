import { createHash, createHmac } from 'node:crypto';
import type { SeededRandom } from '@trunkline/kit';
import {
  AcctDelayTime,
  AcctInputGigawords,
  AcctInputOctets,
  AcctOutputOctets,
  AcctSessionId,
  AcctSessionTime,
  AcctStatusType,
  AcctTerminateCause,
  addPasswordProof,
  CallingStationId,
  Class,
  Code,
  EventTimestamp,
  FramedIpAddress,
  FramedIpv6Prefix,
  NasIdentifier,
  NasPortId,
  PacketBuilder,
  SharedSecret,
} from '@trunkline/radius';

const headerBytes = 20;
const maxPacketBytes = 4_096;
const messageAuthenticator = 80;
/** So that at most every so manieth packet lies about its own length, where the way of a packet ends early. */
const lieOneOf = 50;

/** Damages packets that a router could have sent and signs them as that router, so that they are believed. */
export class PacketMutator {
  readonly #random: SeededRandom;
  readonly #secret: string;
  readonly #corpus: readonly (readonly Buffer[])[];

  constructor(options: { random: SeededRandom; secret: string; username: string; station: string }) {
    this.#random = options.random;
    this.#secret = options.secret;
    this.#corpus = corpusOf(options).map(attributesOf);
  }

  /** A damaged Access-Request or Accounting-Request with right authenticators. */
  next(identifier: number): { kind: 'auth' | 'acct'; bytes: Buffer } {
    const random = this.#random;
    const place = random.integer(this.#corpus.length);
    const attributes = this.#corpus[place]!.map((attribute) => Buffer.from(attribute));
    for (let times = 1 + random.integer(4); times > 0; times--) this.#damage(attributes);
    const kind = place < accessRequests ? 'auth' : 'acct';
    return { kind, bytes: this.#sign(kind, identifier, attributes) };
  }

  #damage(attributes: Buffer[]): void {
    const random = this.#random;
    const at = attributes.length === 0 ? 0 : random.integer(attributes.length);
    const victim = attributes[at] ?? Buffer.of(1, 2);
    switch (random.integer(8)) {
      case 0: // Bits of a value, lengths nested in it included.
        if (victim.length > 2) victim[2 + random.integer(victim.length - 2)]! ^= 1 << random.integer(8);
        break;
      case 1: // Another type for the same value.
        victim[0] = 1 + random.integer(255);
        break;
      case 2: // Shorter, down to nothing.
        attributes[at] = withLength(victim.subarray(0, 2 + random.integer(Math.max(victim.length - 1, 1))));
        break;
      case 3: // Longer, up to the most.
        attributes[at] = withLength(
          Buffer.concat([victim, this.#bytes(random.integer(256 - victim.length))]),
        );
        break;
      case 4: // Twice, at another place.
        attributes.splice(random.integer(attributes.length + 1), 0, Buffer.from(victim));
        break;
      case 5: // Missing.
        attributes.splice(at, 1);
        break;
      case 6: // Anything at all, vendors' attributes more often.
        attributes.push(
          withLength(
            Buffer.concat([
              Buffer.of(random.integer(2) === 0 ? 26 : random.integer(256), 0),
              this.#bytes(random.integer(254)),
            ]),
          ),
        );
        break;
      case 7: // A value of nothing but one byte: zeros, ones, line ends, quotes.
        victim.fill([0, 255, 10, 39, 92][random.integer(5)]!, 2);
        break;
    }
  }

  #sign(kind: 'auth' | 'acct', identifier: number, attributes: readonly Buffer[]): Buffer {
    const random = this.#random;
    const isSigned = random.integer(2) === 0;
    const kept: Buffer[] = isSigned
      ? [Buffer.concat([Buffer.of(messageAuthenticator, 18), Buffer.alloc(16)])]
      : [];
    let length = headerBytes + (isSigned ? 18 : 0);
    for (const attribute of attributes) {
      if (length + attribute.length > maxPacketBytes) break;
      // A second one, or one that nobody computed, ends the packet's way at the door.
      if (attribute[0] === messageAuthenticator) continue;
      kept.push(attribute);
      length += attribute.length;
    }
    const bytes = Buffer.concat([Buffer.alloc(headerBytes), ...kept]);
    bytes[0] = kind === 'auth' ? Code.AccessRequest : Code.AccountingRequest;
    bytes[1] = identifier;
    bytes.writeUInt16BE(random.integer(lieOneOf) === 0 ? random.integer(65_536) : bytes.length, 2);
    if (kind === 'auth') random.fill(bytes.subarray(4, 20));
    if (isSigned)
      createHmac('md5', this.#secret)
        .update(bytes)
        .digest()
        .copy(bytes, headerBytes + 2);
    if (kind === 'acct') createHash('md5').update(bytes).update(this.#secret).digest().copy(bytes, 4);
    return bytes;
  }

  #bytes(length: number): Buffer {
    const bytes = Buffer.alloc(Math.max(length, 0));
    this.#random.fill(bytes);
    return bytes;
  }
}

const methods = ['pap', 'chap', 'ms-chap-v1', 'ms-chap-v2'] as const;
const accessRequests = methods.length;

/** First the Access-Requests. */
function corpusOf({
  username,
  station,
  secret,
}: {
  username: string;
  station: string;
  secret: string;
}): Buffer[] {
  const logins = methods.map((method) => {
    const request = new PacketBuilder(Code.AccessRequest);
    addPasswordProof(request, { method, userName: username, password: username });
    return request.add(CallingStationId, station).add(NasIdentifier, 'router-1').add(NasPortId, 'ether1');
  });
  const reports = (['Start', 'Interim-Update', 'Stop', 'Accounting-On'] as const).map((status) => {
    const request = new PacketBuilder(Code.AccountingRequest);
    addPasswordProof(request, { method: 'pap', userName: username, password: username });
    return request
      .add(AcctStatusType, AcctStatusType.values[status])
      .add(AcctSessionId, '81000001')
      .add(CallingStationId, station)
      .add(NasPortId, 'ether1')
      .add(FramedIpAddress, '10.0.0.5')
      .add(FramedIpv6Prefix, '2001:db8::/64')
      .add(AcctSessionTime, 300)
      .add(AcctInputOctets, 1_000)
      .add(AcctInputGigawords, 1)
      .add(AcctOutputOctets, 4_000_000_000)
      .add(AcctDelayTime, 1)
      .add(AcctTerminateCause, 1)
      .add(EventTimestamp, 1_700_000_000)
      .add(Class, Buffer.alloc(48, 1));
  });
  const options = { identifier: 1, secret: new SharedSecret(secret), messageAuthenticator: false };
  return [...logins, ...reports].map((packet) => packet.encodeRequest(options));
}

function attributesOf(packet: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = headerBytes; at < packet.length; at += packet[at + 1]!) {
    found.push(packet.subarray(at, at + packet[at + 1]!));
  }
  return found;
}

function withLength(attribute: Buffer): Buffer {
  const copy = Buffer.from(attribute.subarray(0, 255));
  copy[1] = copy.length;
  return copy;
}
