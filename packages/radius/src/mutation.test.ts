import { SeededRandom } from '@trunkline/kit';
import { atScale, faultSeed, recordFigures } from '@trunkline/test-kit';
import { expect, test } from 'vitest';
import { fromHex, readVectors } from '../vectors/read-vectors.ts';
import {
  allAttributes,
  checkCredentials,
  checkMessageAuthenticator,
  Code,
  decodePacket,
  findAttributeByNumber,
  formatValue,
  hasValidRequestAuthenticator,
  type AttributeDefinition,
  type Packet,
  PacketBuilder,
  prepareCredential,
  revealAttribute,
  SharedSecret,
} from './index.ts';

const PACKETS = atScale({ ci: 1_000_000, full: 100_000_000 });
/** Every so many packets are asked for each attribute of the dictionary instead of those they carry. */
const WHOLE_DICTIONARY_EVERY = 5_000;
const MAX_GROWTH_BYTES = 20e6;

const secret = new SharedSecret('testing123');
const credential = prepareCredential('clientPass');

test(`B3: nothing throws on ${PACKETS} mutated packets, and memory stays`, () => {
  const seed = faultSeed('B3');
  const random = new SeededRandom(seed);
  const corpus = readVectors().flatMap((vector) => vector.all('packet').map(fromHex));
  const peakBytes: [number, number] = [0, 0];
  let accepted = 0;
  for (let i = 0; i < PACKETS; i++) {
    if (i % 10_000 === 0) {
      const half = i < PACKETS / 2 ? 0 : 1;
      peakBytes[half] = Math.max(peakBytes[half], process.memoryUsage.rss());
    }
    const datagram = mutate(corpus, random);
    try {
      const result = decodePacket(datagram);
      if (!result.ok) continue;
      accepted++;
      exercise(result.packet, i % WHOLE_DICTIONARY_EVERY === 0);
    } catch (error) {
      throw new Error(`packet ${i} of seed ${seed}: ${datagram.toString('hex')}`, { cause: error });
    }
  }
  const grownBytes = peakBytes[1] - peakBytes[0];
  recordFigures('B3', { packets: PACKETS, accepted, grownMegabytes: Math.round(grownBytes / 1e6), seed });
  // Most mutations must get past the decoder, or the rest of the library would not be tried.
  expect(accepted).toBeGreaterThan(PACKETS / 4);
  // The first half warms up; the second may not need more than it did.
  expect(grownBytes).toBeLessThan(MAX_GROWTH_BYTES);
});

function exercise(packet: Packet, wholeDictionary: boolean): void {
  const definitions = wholeDictionary ? allAttributes() : carried(packet);
  for (const definition of definitions) {
    const value = packet.get(definition);
    if (value !== undefined) formatValue(definition, value);
    packet.getAllTagged(definition);
    packet.rawAll(definition);
    packet.has(definition);
    if (definition.hiding !== 0) revealAttribute(packet, definition, secret);
  }
  checkMessageAuthenticator(packet, secret, packet.authenticator);
  if (packet.code === Code.AccountingRequest) hasValidRequestAuthenticator(packet, secret);
  const check = checkCredentials(packet, secret, credential);
  const reply = new PacketBuilder(check.verdict === 'accepted' ? Code.AccessAccept : Code.AccessReject);
  check.addReplyAttributes(reply);
  reply.encodeReply({ request: packet, secret, messageAuthenticator: true });
}

/** The attributes the packet carries, and those that may be nested in them. */
function carried(packet: Packet): AttributeDefinition[] {
  return [...packet.attributes()].flatMap(({ vendor, number, subNumber }) => {
    const found = findAttributeByNumber(vendor, number, subNumber);
    return [...(found ? [found] : []), ...(NESTED.get(`${vendor}/${number}`) ?? [])];
  });
}

const NESTED = Map.groupBy(
  allAttributes().filter(({ subNumber }) => subNumber !== 0),
  ({ vendor, number }) => `${vendor}/${number}`,
);

function mutate(corpus: readonly Buffer[], random: SeededRandom): Buffer {
  let bytes: Buffer = Buffer.from(corpus[random.integer(corpus.length)]!);
  for (let edits = 1 + random.integer(4); edits > 0; edits--) bytes = edit(bytes, corpus, random);
  // Mostly the length is mended, so that the packet gets past the first check.
  if (bytes.length >= 4 && random.integer(8) !== 0) bytes.writeUInt16BE(Math.min(bytes.length, 4096), 2);
  return bytes;
}

function edit(bytes: Buffer, corpus: readonly Buffer[], random: SeededRandom): Buffer {
  const at = random.integer(bytes.length + 1);
  switch (random.integer(7)) {
    case 0:
    case 1:
      if (at < bytes.length) bytes[at]! ^= 1 << random.integer(8);
      return bytes;
    case 2:
      if (at < bytes.length) bytes[at] = random.integer(256);
      return bytes;
    case 3:
      return bytes.subarray(0, Math.max(at, 4));
    case 4: {
      const noise = Buffer.alloc(random.integer(64));
      random.fill(noise);
      return Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at)]);
    }
    case 5: {
      const attribute = Buffer.alloc(2 + random.integer(40));
      random.fill(attribute);
      attribute[1] = attribute.length;
      return Buffer.concat([bytes, attribute]);
    }
    default: {
      const other = corpus[random.integer(corpus.length)]!;
      return Buffer.concat([bytes, other.subarray(20)]);
    }
  }
}
