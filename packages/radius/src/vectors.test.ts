import { expect, test } from 'vitest';
import { fromHex, readVectors, type Vector } from '../vectors/read-vectors.ts';
import { chapResponse } from './auth/chap.ts';
import { computeNtHash, prepareCredential, prepareNtHash } from './auth/credential.ts';
import { encryptBlock } from './auth/des.ts';
import * as msChap from './auth/ms-chap.ts';
import { encryptSalted } from './auth/salt-encryption.ts';
import { hideUserPassword } from './auth/user-password.ts';
import { md4 } from './digest/md4.ts';
import {
  checkCredentials,
  checkMessageAuthenticator,
  codeName,
  decodePacket,
  findAttribute,
  formatValue,
  hasValidRequestAuthenticator,
  hasValidResponseAuthenticator,
  MessageAuthenticator,
  NasIdentifier,
  type Packet,
  PacketBuilder,
  parseValue,
  revealAttribute,
  SharedSecret,
  type AttributeDefinition,
  type Code,
} from './index.ts';
import { decodeForTest } from './decode-for-test.ts';
import { authenticatorRule } from './code.ts';

const vectors = readVectors();

test('there are vectors of every kind', () => {
  for (const key of ['packet', 'fault', 'attribute', 'compute', 'builds', 'check']) {
    expect(vectors.filter((vector) => vector.get(key)).length, key).toBeGreaterThan(3);
  }
});

for (const vector of vectors) {
  test(vector.name, () => {
    if (vector.get('packet')) provePacket(vector);
    else if (vector.get('attribute')) proveAttribute(vector);
    else expect(compute(vector)).toBe(hexOf(vector.get('gives')!));
  });
}

function provePacket(vector: Vector): void {
  const result = decodePacket(fromHex(vector.get('packet')!));
  expect(result.ok ? undefined : result.fault).toBe(vector.get('fault'));
  if (!result.ok) return;
  const { packet } = result;
  const secret = new SharedSecret(vector.get('secret') ?? 'none');
  const request = vector.get('request') ? decodeForTest(fromHex(vector.get('request')!)) : undefined;
  if (vector.get('code')) expect(codeName(packet.code)).toBe(vector.get('code'));
  if (vector.get('id')) expect(packet.identifier).toBe(Number(vector.get('id')));
  proveAttributes(vector, packet, secret, request);
  proveAuthenticity(vector, packet, secret, request);
  if (vector.get('check')) proveCheck(vector, packet, secret);
  if (vector.get('builds')) expect(build(vector, packet, secret, request)).toBe(packet.bytes.toString('hex'));
}

function proveAttributes(vector: Vector, packet: Packet, secret: SharedSecret, request?: Packet): void {
  const listed = new Map<AttributeDefinition, string[]>();
  for (const line of vector.all('has')) {
    const { definition, tag, text } = parseLine(line);
    listed.set(definition, [...(listed.get(definition) ?? []), `${tag}:${text}`]);
  }
  for (const [definition, texts] of listed) {
    const found = packet.getAllTagged(definition);
    expect(found.map(({ tag, value }) => `${tag}:${formatValue(definition, value)}`)).toEqual(texts);
    expect(packet.get(definition)).toEqual(found[0]!.value);
    expect(packet.has(definition)).toBe(true);
  }
  for (const line of vector.all('hidden')) {
    const { definition, text } = parseLine(line);
    const value = revealAttribute(packet, definition, secret, (request ?? packet).authenticator);
    expect(formatValue(definition, value)).toBe(text);
    expect(packet.get(definition)).toBeUndefined();
  }
  for (const name of vector.all('ignored')) {
    expect(packet.has(attributeNamed(name))).toBe(true);
    expect(packet.get(attributeNamed(name))).toBeUndefined();
  }
  for (const name of vector.all('absent')) expect(packet.has(attributeNamed(name))).toBe(false);
  const raw = [...packet.attributes()].map(
    ({ vendor, number, subNumber, value }) =>
      `${vendor ? `${vendor}/` : ''}${number}${subNumber ? `.${subNumber}` : ''} = ${value.toString('hex')}`,
  );
  for (const line of vector.all('raw')) expect(raw).toContain(line);
}

function proveAuthenticity(vector: Vector, packet: Packet, secret: SharedSecret, request?: Packet): void {
  if (vector.get('authenticator')) {
    const valid = request
      ? hasValidResponseAuthenticator(packet, request.authenticator, secret)
      : hasValidRequestAuthenticator(packet, secret);
    expect(valid ? 'valid' : 'invalid').toBe(vector.get('authenticator'));
  }
  if (vector.get('message-authenticator')) {
    const state = checkMessageAuthenticator(packet, secret, request?.authenticator);
    expect(state).toBe(vector.get('message-authenticator'));
  }
}

function proveCheck(vector: Vector, packet: Packet, secret: SharedSecret): void {
  const credential = vector.get('password')
    ? prepareCredential(bytesOf(vector.get('password')!))
    : prepareNtHash(fromHex(vector.get('nt-hash')!));
  const { method, verdict } = checkCredentials(packet, secret, credential);
  expect(`${method} ${verdict}`).toBe(vector.get('check'));
}

function build(vector: Vector, packet: Packet, secret: SharedSecret, request?: Packet): string {
  const builder = new PacketBuilder(packet.code as Code);
  for (const [key, content] of vector.lines) {
    if (key !== 'has' && key !== 'hidden') continue;
    const { definition, tag, text } = parseLine(content);
    builder.add(definition, parseValue(definition, text), { tag });
  }
  const messageAuthenticator = packet.has(MessageAuthenticator);
  const salt = parseInt(vector.get('salt') ?? '8000', 16) & 0x7fff;
  const random = { fill: () => expect.unreachable(), integer: () => salt };
  if (request) return builder.encodeReply({ request, secret, messageAuthenticator, random }).toString('hex');
  const { identifier, authenticator } = packet;
  const given = authenticatorRule(packet.code) === 'random' ? { authenticator } : {};
  return builder
    .encodeRequest({ identifier, secret, messageAuthenticator, random, ...given })
    .toString('hex');
}

/** The attribute alone in a packet: written as stated, read back as the value, from the other forms as well. */
function proveAttribute(vector: Vector): void {
  const { definition, tag, text } = parseLine(`${vector.get('attribute')} = ${vector.get('value')}`);
  const secret = new SharedSecret('none');
  const encode = () =>
    new PacketBuilder(4)
      .add(definition, parseValue(definition, text), { tag })
      .encodeRequest({ identifier: 0, secret, messageAuthenticator: false });
  if (vector.get('refused')) {
    expect(encode).toThrow(RangeError);
    expect(encode).toThrow(definition.name);
    return;
  }
  expect(encode().subarray(20).toString('hex')).toBe(hexOf(vector.get('wire')!));
  for (const wire of [...vector.all('wire'), ...vector.all('decodes')]) {
    const bytes = fromHex(wire);
    const packet = decodeForTest(
      Buffer.concat([Buffer.of(4, 0, 0, 20 + bytes.length), Buffer.alloc(16), bytes]),
    );
    const found = packet.getTagged(definition)!;
    expect(formatValue(definition, found.value)).toBe(text);
    expect(found.tag).toBe(tag);
  }
}

/** The functions that `compute` may name; results as hex. */
function compute(vector: Vector): string {
  const given = (name: string): Buffer => {
    const line = vector.all('with').find((content) => content.startsWith(`${name} `));
    if (line === undefined) throw new Error(`${vector.name}: argument ${name} is missing`);
    return bytesOf(line.slice(name.length + 1));
  };
  const secret = () => new SharedSecret(given('secret'));
  const exchange = () => ({
    authenticatorChallenge: given('auth-challenge'),
    peerChallenge: given('peer-challenge'),
    userName: given('user'),
  });
  const proof = () => ({ ntHashHash: given('hash-hash'), ntResponse: given('nt-response') });
  const functions: Record<string, () => Uint8Array | string> = {
    des: () => desOf(given('key'), given('block')),
    md4: () => md4Of(given('message')),
    'hmac-md5': () => new SharedSecret(given('key')).hmacMd5(given('message')),
    'nt-hash': () => computeNtHash(given('password').toString('utf8')),
    'challenge-response': () => msChap.challengeResponse(given('challenge'), given('hash')),
    'challenge-hash': () => msChap.challengeHash(exchange()),
    'nt-response': () =>
      msChap.challengeResponse(
        msChap.challengeHash(exchange()),
        computeNtHash(given('password').toString('utf8')),
      ),
    'authenticator-response': () => msChap.authenticatorResponse(proof(), given('challenge')),
    'mppe-send-key': () => msChap.mppeKeysV2(proof()).sendKey,
    'mppe-recv-key': () => msChap.mppeKeysV2(proof()).recvKey,
    'ms-chap-error': () =>
      msChap.encodeMsChapError({
        version: given('version')[0] === 1 ? 1 : 2,
        identifier: given('identifier')[0]!,
        code: msChap.MsChapErrorCode.AuthenticationFailure,
        mayRetry: given('retry')[0] === 1,
        challenge: given('challenge'),
        message: 'Authentication failed',
      }),
    chap: () => chapResponse(given('identifier')[0]!, given('password'), given('challenge')),
    'user-password': () => hideUserPassword(given('clear'), secret(), given('authenticator')),
    salted: () =>
      encryptSalted(given('clear'), {
        secret: secret(),
        authenticator: given('authenticator'),
        salt: given('salt').readUInt16BE(),
      }),
  };
  return Buffer.from(functions[vector.get('compute')!]!() as string).toString('hex');
}

function md4Of(message: Buffer): Buffer {
  const digest = Buffer.alloc(16);
  md4.start().update(message).finish(digest);
  return digest;
}

function desOf(key: Buffer, block: Buffer): Buffer {
  const bytes = Buffer.alloc(8);
  encryptBlock(block, { bytes: key, at: 0 }, { bytes, at: 0 });
  return bytes;
}

function parseLine(line: string): { definition: AttributeDefinition; tag: number; text: string } {
  const match = /^([\w-]+)(?::(\d+))? = (.*)$/.exec(line);
  if (!match) throw new Error(`not an attribute line: ${line}`);
  return { definition: attributeNamed(match[1]!), tag: Number(match[2] ?? 0), text: match[3]! };
}

function attributeNamed(name: string): AttributeDefinition {
  const definition = findAttribute(name);
  if (!definition) throw new Error(`unknown attribute ${name}`);
  return definition;
}

/** Quoted text as UTF-8, anything else as hex. */
function bytesOf(text: string): Buffer {
  return text.startsWith('"') ? Buffer.from(parseValue(NasIdentifier, text), 'utf8') : fromHex(text);
}

function hexOf(text: string): string {
  return bytesOf(text).toString('hex');
}
