import { describe, expect, test } from 'vitest';
import { checkMessageAuthenticator, hasValidResponseAuthenticator } from '../authenticators.ts';
import { authenticatorRule, Code, codeName, HEADER_LENGTH } from '../code.ts';
import { PacketBuilder } from '../packet-builder.ts';
import { decodePacket } from '../packet.ts';
import { findAuthenticityFault } from './check-authenticity.ts';
import type { MessageAuthenticatorMode } from './known-client.ts';
import { fence, nas, peerOf, repliesWithoutFence, secret, start } from './serving.fixture.ts';

const MODES: readonly MessageAuthenticatorMode[] = ['observe', 'require', 'off'];
const FORMS = ['right', 'not-first', 'missing', 'wrong', 'duplicated', 'short'] as const;
type Form = (typeof FORMS)[number];

const NAME = Buffer.from('0107616c696365', 'hex');
const PROXY_STATE = Buffer.from('2103aa', 'hex');
const EAP_IDENTITY = Buffer.from('4f08020100060161', 'hex');
const PASSWORD = Buffer.concat([Buffer.of(2, 18), Buffer.alloc(16, 0x55)]);
const SIGNATURE = Buffer.concat([Buffer.of(80, 18), Buffer.alloc(16)]);
const SHORT_SIGNATURE = Buffer.concat([Buffer.of(80, 17), Buffer.alloc(15)]);

/** A request with its Message-Authenticator in one of the forms; all other authenticators are right. */
function craft(code: number, form: Form, attributes: readonly Buffer[] = [NAME]): Buffer {
  const laidOut = {
    right: [SIGNATURE, ...attributes],
    'not-first': [...attributes, SIGNATURE],
    missing: attributes,
    wrong: [SIGNATURE, ...attributes],
    duplicated: [SIGNATURE, ...attributes, SIGNATURE],
    short: [SHORT_SIGNATURE, ...attributes],
  }[form];
  const body = Buffer.concat(laidOut);
  const hasRandomAuthenticator = authenticatorRule(code) === 'random';
  const header = Buffer.alloc(HEADER_LENGTH, hasRandomAuthenticator ? 0x77 : 0);
  header.set([code, 5, 0, HEADER_LENGTH + body.length]);
  const packet = Buffer.concat([header, body]);
  const at = packet.indexOf(SIGNATURE);
  if (at >= 0) secret.hmacMd5(packet).copy(packet, at + 2);
  if (form === 'wrong') packet[at + 2]! ^= 1;
  if (!hasRandomAuthenticator) secret.md5After(packet).copy(packet, 4);
  return packet;
}

function faultOf(bytes: Buffer, messageAuthenticator: MessageAuthenticatorMode) {
  const decoded = decodePacket(bytes);
  if (!decoded.ok) throw new Error(decoded.fault);
  return findAuthenticityFault(decoded.packet, { ...nas, messageAuthenticator });
}

describe.each(MODES)('B2: in mode %s', (mode) => {
  const missing: Readonly<Record<number, string | undefined>> = {
    [Code.AccessRequest]: mode === 'require' ? 'missing-message-authenticator' : undefined,
    [Code.StatusServer]: 'missing-message-authenticator',
  };

  test.each([
    Code.AccessRequest,
    Code.AccountingRequest,
    Code.CoaRequest,
    Code.DisconnectRequest,
    Code.StatusServer,
  ])('code %i is taken by the rule for each form of Message-Authenticator', (code) => {
    const faults = Object.fromEntries(FORMS.map((form) => [form, faultOf(craft(code, form), mode)]));
    expect(faults, codeName(code)).toEqual({
      right: undefined,
      'not-first': undefined,
      missing: missing[code],
      wrong: 'wrong-message-authenticator',
      duplicated: 'malformed-message-authenticator',
      short: 'malformed-message-authenticator',
    });
  });

  test('EAP needs a Message-Authenticator and suffers no other credential beside it', () => {
    expect(faultOf(craft(Code.AccessRequest, 'missing', [EAP_IDENTITY]), mode)).toBe(
      'missing-message-authenticator',
    );
    expect(faultOf(craft(Code.AccessRequest, 'right', [EAP_IDENTITY]), mode)).toBeUndefined();
    expect(faultOf(craft(Code.AccessRequest, 'right', [EAP_IDENTITY, PASSWORD]), mode)).toBe(
      'ambiguous-credentials',
    );
  });
});

test('B2: in mode require every one-bit change of a request is found', () => {
  for (const code of [Code.AccessRequest, Code.AccountingRequest, Code.StatusServer]) {
    const whole = craft(code, 'right');
    for (let bit = 8; bit < whole.length * 8; bit++) {
      const changed = Buffer.from(whole);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      const decoded = decodePacket(changed);
      if (!decoded.ok) continue;
      expect(faultOf(changed, 'require'), `${codeName(code)} bit ${bit}`).toBeDefined();
    }
  }
});

test('B2: Proxy-State without Message-Authenticator is taken in mode off only', () => {
  const bytes = craft(Code.AccessRequest, 'missing', [NAME, PROXY_STATE]);
  expect(MODES.map((mode) => faultOf(bytes, mode))).toEqual([
    'unprotected-proxy-state',
    'missing-message-authenticator',
    undefined,
  ]);
});

test('an accounting request with a wrong authenticator is refused in every mode', () => {
  const bytes = craft(Code.AccountingRequest, 'missing');
  bytes[4]! ^= 1;
  expect(MODES.map((mode) => faultOf(bytes, mode))).toEqual(MODES.map(() => 'wrong-authenticator'));
});

test.each([Code.AccessAccept, Code.AccessReject, Code.AccessChallenge])(
  'B2: reply code %i carries Message-Authenticator first, also to a request without',
  async (code) => {
    const { port } = await start({ handle: () => new PacketBuilder(code) });
    const peer = await peerOf(port);
    const request = craft(Code.AccessRequest, 'missing');
    peer.send(request);
    const reply = await peer.nth(0);
    expect([...reply.subarray(20, 22)]).toEqual([80, 18]);
    const decoded = decodePacket(reply);
    const authenticator = request.subarray(4, 20);
    expect(decoded.ok && hasValidResponseAuthenticator(decoded.packet, authenticator, secret)).toBe(true);
    expect(decoded.ok && checkMessageAuthenticator(decoded.packet, secret, authenticator)).toBe('valid');
  },
);

test('an accounting reply carries Message-Authenticator when the request did', async () => {
  const { port } = await start({
    role: 'accounting',
    handle: () => new PacketBuilder(Code.AccountingResponse),
  });
  const peer = await peerOf(port);
  peer.send(craft(Code.AccountingRequest, 'missing'));
  expect(await peer.nth(0)).toHaveLength(20);
  peer.send(craft(Code.AccountingRequest, 'not-first'));
  expect([...(await peer.nth(1)).subarray(20, 22)]).toEqual([80, 18]);
});

test('B2: over the socket an unauthentic request gets no reply and no handler', async () => {
  let runs = 0;
  const handle = () => {
    runs++;
    return new PacketBuilder(Code.AccessAccept);
  };
  const strict = { ...nas, messageAuthenticator: 'require' as const };
  const { server, port } = await start({ handle, findClient: () => strict });
  const peer = await peerOf(port);
  for (const form of FORMS.filter((each) => each !== 'right' && each !== 'not-first')) {
    peer.send(craft(Code.AccessRequest, form));
  }
  await fence(peer);
  expect(runs).toBe(0);
  expect(repliesWithoutFence(peer)).toEqual([]);
  expect(server.stats().discards).toMatchObject({
    'missing-message-authenticator': 1,
    'wrong-message-authenticator': 1,
    'malformed-message-authenticator': 2,
  });
});
