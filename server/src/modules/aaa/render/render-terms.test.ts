import { readFileSync } from 'node:fs';
import { Code, findAttribute, PacketBuilder, SharedSecret } from '@trunkline/radius';
import { describe, expect, it } from 'vitest';
import type { NasVendor } from '../../nas/index.ts';
import { decoded, linesOf } from './attribute-lines.fixture.ts';
import { renderTerms, type PreparedAttribute, type RenderedTerms } from './render-terms.ts';

const plain: RenderedTerms = {
  access: 'full',
  downloadBps: 20_000_000,
  uploadBps: 10_000_000,
  burst: null,
  framedIp: null,
  pool: null,
  framedIpv6Prefix: null,
  ipv6Pool: null,
  delegatedIpv6Prefix: null,
  delegatedIpv6Pool: null,
  sessionTimeoutS: null,
  idleTimeoutS: null,
  interimIntervalS: null,
  sessionVolumeBytes: null,
  maxSessions: 1,
  addressList: null,
  zoneRules: [],
  planAttributes: [],
  subscriberAttributes: [],
};

const secret = new SharedSecret('testing123');
const classToken = Buffer.from('class');

function attribute(name: string, value: unknown): PreparedAttribute {
  return { definition: findAttribute(name)!, value };
}

describe('terms in the words of a vendor', () => {
  it.each(readVectors())('$title', ({ vendor, terms, expected }) => {
    expect(rendered(vendor, { ...plain, ...terms })).toEqual([...expected, 'Class = 0x636c617373']);
  });

  it('end with the custom attributes, the plan before the subscriber', () => {
    const lines = rendered('generic', {
      ...plain,
      planAttributes: [attribute('Filter-Id', 'of the plan')],
      subscriberAttributes: [attribute('Filter-Id', 'of the subscriber')],
    });
    expect(lines.slice(1, 3)).toEqual(['Filter-Id = of the plan', 'Filter-Id = of the subscriber']);
  });
});

function rendered(vendor: NasVendor, terms: RenderedTerms): string[] {
  const reply = new PacketBuilder(Code.AccessAccept);
  renderTerms(reply, terms, { vendor, interimIntervalS: 300, classToken });
  const bytes = new PacketBuilder(Code.AccessRequest).encodeRequest({
    identifier: 1,
    secret,
    messageAuthenticator: false,
  });
  const request = decoded(bytes);
  const packet = decoded(reply.encodeReply({ request, secret, messageAuthenticator: false }));
  return linesOf(packet);
}

function isTerm(line: string): boolean {
  return Object.hasOwn(plain, line.split(' ')[0]!);
}

interface Vector {
  title: string;
  vendor: NasVendor;
  terms: Partial<RenderedTerms>;
  expected: string[];
}

function readVectors(): Vector[] {
  const text = readFileSync(new URL('./vectors/vendors.txt', import.meta.url), 'utf8');
  return text.split(/\n\n+/).flatMap((paragraph, index) => {
    const lines = paragraph.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const vendor = lines.shift()?.replace('vendor ', '') as NasVendor | undefined;
    if (!vendor) return [];
    const terms = lines
      .filter(isTerm)
      .map((line) => [line.split(' = ')[0]!, JSON.parse(line.split(' = ')[1]!) as unknown]);
    const expected = lines.filter((line) => !isTerm(line));
    return [
      {
        title: `case ${index}, ${vendor}`,
        vendor,
        terms: Object.fromEntries(terms) as Vector['terms'],
        expected,
      },
    ];
  });
}
