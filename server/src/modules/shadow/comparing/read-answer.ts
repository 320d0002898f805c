import {
  Code,
  defineAttribute,
  findAttributeByNumber,
  formatValue,
  revealAttribute,
  type AttributeDefinition,
  type Packet,
  type SharedSecret,
} from '@trunkline/radius';
import { meaningOf, type Meaning } from './meanings.ts';
import { readStatements, type Said, type Statement } from './read-statements.ts';

/** A reply, and what its hidden values are revealed with. */
export interface ReplyToRead {
  readonly packet: Packet;
  readonly secret: SharedSecret;
  readonly requestAuthenticator: Uint8Array;
}

/** One attribute as people read it; what is or proves a secret is not there. */
export interface ShownAttribute {
  readonly name: string;
  readonly value: string;
}

/** A reply in terms that two servers can be compared by. */
export interface ReadAnswer {
  readonly decision: 'accept' | 'reject';
  readonly attributes: readonly ShownAttribute[];
  /** By meaning; those of `other` by the attribute's name behind a colon. */
  readonly statements: ReadonlyMap<string, Statement>;
}

/** So many are kept to be looked at; a packet has at most 200. */
const maxShown = 64;
const maxShownLength = 260;
/** Keys and proofs that travel in the clear, though whoever reads them could use them. */
const secretNames: ReadonlySet<string> = new Set([
  'MS-CHAP2-Success',
  'Mikrotik-Wireless-PSK',
  'Mikrotik-Wireless-Enc-Key',
  'Mikrotik-Wireless-MPKey',
  'Ascend-Session-Svr-Key',
]);

export function readAnswer(reply: ReplyToRead): ReadAnswer {
  const said = [...readAll(reply)];
  const statements = new Map<string, Statement>();
  for (const [key, group] of Map.groupBy(said, ({ meaning, name }) => keyOf(meaning, name))) {
    if (key === undefined) continue;
    for (const [statementKey, statement] of readStatements(key, group)) {
      statements.set(statementKey, statement);
    }
  }
  const attributes = said.slice(0, maxShown).map(({ name, text, isSecret }) => ({
    name,
    value: isSecret ? '(secret)' : cut(text),
  }));
  return {
    decision: reply.packet.code === Code.AccessAccept ? 'accept' : 'reject',
    attributes: attributes.filter(({ name }) => name !== 'Message-Authenticator'),
    statements,
  };
}

function keyOf(meaning: Meaning | undefined, name: string): string | undefined {
  return meaning === 'other' ? `other:${name}` : meaning;
}

interface Read extends Said {
  readonly meaning: Meaning | undefined;
}

function* readAll(reply: ReplyToRead): Generator<Read> {
  for (const { vendor, number, subNumber, value } of reply.packet.attributes()) {
    const definition = findAttributeByNumber(vendor, number, subNumber) ?? unknown(vendor, number, subNumber);
    const { name, hiding } = definition;
    const decoded = hiding === 0 ? decode(definition, value) : reveal(reply, definition);
    const text = decoded === undefined ? `0x${value.toString('hex')}` : formatValue(definition, decoded);
    const isSecret = hiding !== 0 || secretNames.has(name);
    yield { name, text, value: decoded, isSecret, meaning: meaningOf(name, text) };
  }
}

/** Integers give up their first byte to a tag; of text the tag stays where it is, alike on both sides. */
function decode({ codec, tagged, dataType }: AttributeDefinition, value: Buffer): unknown {
  if (tagged && dataType === 'integer') return value.length === 4 ? value.readUIntBE(1, 3) : undefined;
  return codec.decode(value, 0, value.length);
}

function reveal(
  { packet, secret, requestAuthenticator }: ReplyToRead,
  definition: AttributeDefinition,
): unknown {
  return revealAttribute(packet, definition, secret, requestAuthenticator);
}

function unknown(vendor: number, number: number, subNumber: number): AttributeDefinition {
  const place = [...(vendor === 0 ? [] : [26, vendor]), number, ...(subNumber === 0 ? [] : [subNumber])];
  return defineAttribute(`Attr-${place.join('.')}`, number, 'octets', { vendor, subNumber });
}

/** Half a character, as a cut may leave it, cannot be stored. */
function cut(text: string): string {
  return text.length <= maxShownLength ? text : `${text.slice(0, maxShownLength - 1).toWellFormed()}…`;
}
