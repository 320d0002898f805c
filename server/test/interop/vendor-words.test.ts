import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { Code, PacketBuilder, SharedSecret } from '@trunkline/radius';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { decoded, linesOf } from '../../src/modules/aaa/render/attribute-lines.fixture.ts';
import { renderTerms, type RenderedTerms } from '../../src/modules/aaa/render/render-terms.ts';
import { nasVendors, type NasVendor } from '../../src/modules/nas/index.ts';
import { Radclient } from '../support/radclient.ts';

/** Terms in the words of each vendor, read by FreeRADIUS's own client with FreeRADIUS's own dictionaries. */
const secretText = 'testing123';
const secret = new SharedSecret(secretText);

const everything: RenderedTerms = {
  access: 'full',
  downloadBps: 20_000_000,
  uploadBps: 10_000_000,
  burst: {
    downloadBps: 100_000_000,
    uploadBps: 20_000_000,
    thresholdDownloadBps: 40_000_000,
    thresholdUploadBps: 8_000_000,
    timeS: 16,
  },
  framedIp: null,
  pool: 'pool-a',
  framedIpv6Prefix: '2001:db8::/64',
  ipv6Pool: 'pool-6',
  delegatedIpv6Prefix: '2001:db8:100::/56',
  delegatedIpv6Pool: 'pool-pd',
  sessionTimeoutS: 3600,
  idleTimeoutS: 600,
  interimIntervalS: null,
  sessionVolumeBytes: 5_368_709_127,
  maxSessions: 1,
  addressList: 'paid',
  zoneRules: [],
  planAttributes: [],
  subscriberAttributes: [],
};

let socket: Socket;
let radclient: Radclient;
let vendor: NasVendor;
let sent: string[];

beforeAll(async () => {
  radclient = new Radclient(secretText);
  socket = createSocket('udp4');
  socket.on('message', (datagram, from) => {
    const reply = new PacketBuilder(Code.AccessAccept);
    renderTerms(reply, everything, { vendor, interimIntervalS: 300, classToken: Buffer.from('class') });
    const bytes = reply.encodeReply({ request: decoded(datagram), secret, messageAuthenticator: true });
    sent = linesOf(decoded(bytes));
    socket.send(bytes, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
});

afterAll(() => {
  radclient.close();
  socket.close();
});

describe('an Access-Accept is read by FreeRADIUS as it was meant', () => {
  /** CoovaChilli's own attribute, which FreeRADIUS's dictionary of ChilliSpot lacks: it shows the number and bytes. */
  const unknownThere = new Map([['ChilliSpot-Max-Total-Gigawords = 1', 'Attr-26.14559.23 = 0x00000001']]);

  test.each(nasVendors)('%s', async (name) => {
    vendor = name;
    const answer = await radclient.auth(socket.address().port, { 'User-Name': '"alice"' });
    expect(answer.code, answer.output).toBe('Access-Accept');
    const read = answer.attributes.map(({ name: attribute, value }) => `${attribute} = ${value}`);
    const meant = sent.map((line) => unknownThere.get(line) ?? line);
    expect(read).toEqual(meant);
  });
});
