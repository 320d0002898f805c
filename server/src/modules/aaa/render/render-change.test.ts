import { readFileSync } from 'node:fs';
import { Code, PacketBuilder, SharedSecret } from '@trunkline/radius';
import { describe, expect, it } from 'vitest';
import { nasVendors, type NasVendor } from '../../nas/index.ts';
import { decoded, linesOf } from './attribute-lines.fixture.ts';
import {
  renderChange,
  type ChangedSession,
  type ChangedTerms,
  type SessionIdentifier,
} from './render-change.ts';
import { renderTerms, type RenderedTerms } from './render-terms.ts';
import { unchangeableTerms, unsayableTerms, type LiveTerm } from './unchangeable-terms.ts';
import { unsaidTerms } from './unsaid-terms.ts';

const plain: ChangedTerms = {
  downloadBps: 20_000_000,
  uploadBps: 10_000_000,
  burst: null,
  endsAtMs: null,
  volumeEndBytes: null,
};

const session: ChangedSession = {
  username: 'alice',
  acctSessionId: '81200001',
  framedIp: '10.0.0.5',
  callingStationId: 'AA:BB:CC:DD:EE:FF',
  startedAtMs: 1_000_000,
  uploadBytes: 1_073_741_824n,
  downloadBytes: 2_147_483_648n,
};

const identity = [
  'User-Name = alice',
  'Acct-Session-Id = 81200001',
  'Framed-IP-Address = 10.0.0.5',
  'Calling-Station-Id = AA:BB:CC:DD:EE:FF',
];

const burst = {
  uploadBps: 20_000_000,
  downloadBps: 100_000_000,
  thresholdUploadBps: 8_000_000,
  thresholdDownloadBps: 40_000_000,
  timeS: 16,
};

interface Said {
  says: boolean;
  lines: string[];
}

function change(
  vendor: NasVendor,
  options: {
    terms?: Partial<ChangedTerms>;
    applied?: Partial<ChangedTerms>;
    session?: Partial<ChangedSession>;
    identifiedBy?: readonly SessionIdentifier[];
  },
): Said {
  const request = new PacketBuilder(Code.CoaRequest);
  const says = renderChange(request, {
    vendor,
    terms: { ...plain, ...options.terms },
    applied: options.applied ? { ...plain, ...options.applied } : null,
    session: { ...session, ...options.session },
    ...(options.identifiedBy && { identifiedBy: options.identifiedBy }),
  });
  const secret = new SharedSecret('testing123');
  return {
    says,
    lines: linesOf(decoded(request.encodeRequest({ identifier: 1, secret, messageAuthenticator: false }))),
  };
}

describe('a change of a live session in the words of a vendor', () => {
  it.each(readVectors())('$title', ({ vendor, terms, applied, expected }) => {
    expect(change(vendor, { terms, ...(applied && { applied }) })).toEqual({
      says: true,
      lines: [...identity, ...expected],
    });
  });

  it('says nothing where the session has it all', () => {
    for (const vendor of nasVendors) {
      expect(change(vendor, { applied: {} }), vendor).toEqual({ says: false, lines: identity });
    }
  });

  it('names the session by what it reported, or by what the router is known to want', () => {
    const bare = { username: '', framedIp: null, callingStationId: null };
    expect(change('generic', { session: bare }).lines).toEqual(['Acct-Session-Id = 81200001']);
    expect(change('generic', { session: { framedIp: '2001:db8::1' } }).lines).not.toContain('2001:db8::1');
    expect(change('generic', { identifiedBy: ['username', 'framedIp'] }).lines).toEqual([
      'User-Name = alice',
      'Framed-IP-Address = 10.0.0.5',
    ]);
  });
});

describe('what a vendor cannot be told', () => {
  const all: ChangedTerms = { ...plain, burst, endsAtMs: 4_600_000, volumeEndBytes: 5_368_709_120 };
  const bits = (vendor: NasVendor, terms: Partial<ChangedTerms>): string =>
    change(vendor, { terms: { ...all, ...terms } }).lines.join();

  it('live is just what its CoA-Request does not show', () => {
    const shows: Record<Exclude<LiveTerm, 'addressList' | 'pool'>, Partial<ChangedTerms>> = {
      speed: { downloadBps: 30_000_000 },
      burst: { burst: null },
      end: { endsAtMs: null },
      volume: { volumeEndBytes: null },
    };
    for (const vendor of nasVendors) {
      const untold = Object.entries(shows).filter(([, terms]) => bits(vendor, terms) === bits(vendor, {}));
      const stated = [...unchangeableTerms(vendor), ...unsayableTerms(vendor)];
      const expected = stated.filter((term) => term !== 'addressList' && term !== 'pool');
      expect(untold.map(([term]) => term).toSorted(), vendor).toEqual(expected.toSorted());
    }
  });

  it('at all is what staff are warned of in the preview', () => {
    const terms = { burst, sessionVolumeBytes: 5, addressList: 'paid' } as RenderedTerms;
    const names: Partial<Record<LiveTerm, string>> = { volume: 'sessionVolumeBytes' };
    for (const vendor of nasVendors) {
      const unsayable = unsayableTerms(vendor).map((term) => names[term] ?? term);
      expect(unsaidTerms(vendor, terms).toSorted(), vendor).toEqual(unsayable.toSorted());
    }
  });

  it('live but at a login are a list and a pool, which the Access-Accept of each vendor that has a word shows', () => {
    for (const vendor of nasVendors) {
      const lines = (terms: Partial<RenderedTerms>): string => login(vendor, terms).join();
      const told = (['addressList', 'pool'] as const).filter(
        (term) => lines({ [term]: 'garden' }) !== lines({}),
      );
      expect(
        unchangeableTerms(vendor).filter((term) => !unsayableTerms(vendor).includes(term)),
        vendor,
      ).toEqual(told);
    }
  });
});

function login(vendor: NasVendor, terms: Partial<RenderedTerms>): string[] {
  const secret = new SharedSecret('testing123');
  const reply = new PacketBuilder(Code.AccessAccept);
  renderTerms(
    reply,
    {
      ...plain,
      access: 'full',
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
      ...terms,
    },
    { vendor, interimIntervalS: 300, classToken: Buffer.from('class') },
  );
  const request = decoded(
    new PacketBuilder(Code.AccessRequest).encodeRequest({
      identifier: 1,
      secret,
      messageAuthenticator: false,
    }),
  );
  return linesOf(decoded(reply.encodeReply({ request, secret, messageAuthenticator: false })));
}

interface Vector {
  title: string;
  vendor: NasVendor;
  terms: Partial<ChangedTerms>;
  applied: Partial<ChangedTerms> | undefined;
  expected: string[];
}

function readVectors(): Vector[] {
  const text = readFileSync(new URL('./vectors/changes.txt', import.meta.url), 'utf8');
  return text.split(/\n\n+/).flatMap((paragraph, index) => {
    const lines = paragraph.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const vendor = lines.shift()?.replace('vendor ', '') as NasVendor | undefined;
    if (!vendor) return [];
    const of = (pattern: RegExp): Partial<ChangedTerms> =>
      Object.fromEntries(
        lines.flatMap((line) => {
          const match = pattern.exec(line);
          return match ? [[match[1]!, JSON.parse(match[2]!) as unknown]] : [];
        }),
      );
    const applied = of(/^applied\.(\w+) = (.*)$/);
    return [
      {
        title: `case ${index}, ${vendor}`,
        vendor,
        terms: of(/^([a-z]\w+) = (.*)$/),
        applied: Object.keys(applied).length === 0 ? undefined : applied,
        expected: lines.filter((line) => /^[A-Z]/.test(line)),
      },
    ];
  });
}
