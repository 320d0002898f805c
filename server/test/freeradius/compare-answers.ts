import {
  Class,
  Code,
  findAttributeByNumber,
  formatValue,
  MessageAuthenticator,
  MsChapError,
  SessionTimeout,
  type Packet,
} from '@trunkline/radius';
import { decodeClassToken } from '../../src/modules/policy/index.ts';

/** What an answer says, in words that can be compared: `accept` or `reject`, and each attribute with its values. */
export interface Answer {
  readonly decision: 'accept' | 'reject' | 'silence' | 'other';
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

/** The two clocks of two servers that were asked one after the other. */
const timeoutToleranceS = 3;

export function readAnswer(packet: Packet | undefined): Answer {
  if (!packet) return { decision: 'silence', attributes: new Map() };
  const attributes = new Map<string, string[]>();
  for (const { vendor, number, subNumber, value } of packet.attributes()) {
    const definition = findAttributeByNumber(vendor, number, subNumber);
    // Its value is of the packet, not of the answer.
    if (definition === MessageAuthenticator) continue;
    const name = definition?.name ?? `${vendor}-${number}`;
    const values = attributes.get(name) ?? [];
    attributes.set(name, values);
    if (definition === Class) values.push(whoseClass(value));
    else if (definition === MsChapError) values.push(errorOf(value));
    // Two packets hide one value in two ways.
    else if (!definition || definition.hiding !== 0) values.push('hidden');
    else {
      const decoded = definition.codec.decode(value, 0, value.length);
      values.push(decoded === undefined ? `0x${value.toString('hex')}` : formatValue(definition, decoded));
    }
  }
  const decision =
    packet.code === Code.AccessAccept ? 'accept' : packet.code === Code.AccessReject ? 'reject' : 'other';
  return { decision, attributes };
}

/** What differs, one line each: `Session-Timeout: ours 60, theirs nothing`. Order counts only within one attribute. */
export function differencesOf(ours: Answer, theirs: Answer): string[] {
  const lines: string[] = [];
  if (ours.decision !== theirs.decision)
    lines.push(`decision: ours ${ours.decision}, theirs ${theirs.decision}`);
  const names = new Set([...ours.attributes.keys(), ...theirs.attributes.keys()]);
  for (const name of [...names].toSorted()) {
    const [a, b] = [ours.attributes.get(name), theirs.attributes.get(name)];
    if (isSame(name, a, b)) continue;
    lines.push(`${name}: ours ${shown(name, a)}, theirs ${shown(name, b)}`);
  }
  return lines;
}

/** Where only one of them says it, what holds ids and the time of day stands as `something`. */
function shown(name: string, values: readonly string[] | undefined): string {
  if (!values) return 'nothing';
  return name === Class.name || name === SessionTimeout.name ? 'something' : values.join(' and ');
}

function isSame(name: string, a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  if (!a || !b || a.length !== b.length) return false;
  if (name === SessionTimeout.name) return Math.abs(Number(a[0]) - Number(b[0])) <= timeoutToleranceS;
  return a.every((value, index) => value === b[index]);
}

/** Each login of ours has a reservation and says what it granted; the rest of the token links the session. */
function whoseClass(value: Buffer): string {
  const token = decodeClassToken(value);
  return token ? `${token.tenantId} ${token.subscriptionId}` : `0x${value.toString('hex')}`;
}

/** The challenge in it is drawn anew each time. */
function errorOf(value: Buffer): string {
  return value
    .toString('latin1')
    .slice(1)
    .replace(/ C=[0-9A-Fa-f]+/, '');
}
