import {
  Class,
  Code,
  findAttributeByNumber,
  formatValue,
  MessageAuthenticator,
  type Packet,
} from '@trunkline/radius';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { previewReply } from '../../src/modules/aaa/render/preview-reply.ts';
import { nasVendors } from '../../src/modules/nas/index.ts';
import type { PlanTerms } from '../../src/modules/plans/index.ts';
import { CivilZone } from '../../src/modules/policy/index.ts';
import { RadiusHouse } from './radius-house.ts';

const cases = 60;
const bps = fc.bigInt({ min: 1n, max: 100_000_000_000n });
const seconds = (min: number, max: number) => fc.option(fc.integer({ min, max }));
const name = fc.option(fc.stringMatching(/^[a-z][a-z0-9 _-]{0,30}$/));
const customAttribute = fc.constantFrom(
  { name: 'Filter-Id', value: 'slow "lane"' },
  { name: 'Port-Limit', value: '3' },
  { name: 'Framed-Route', value: '198.51.100.0/28 0.0.0.0 1' },
  { name: 'Service-Type', value: 'Framed-User' },
  { name: 'Mikrotik-Group', value: 'vip' },
  { name: 'Framed-IP-Netmask', value: '255.255.255.252' },
);

const anyTerms: fc.Arbitrary<PlanTerms> = fc.record({
  downloadBps: bps,
  uploadBps: bps,
  burst: fc.option(
    fc.record({
      downloadBps: bps,
      uploadBps: bps,
      thresholdDownloadBps: bps,
      thresholdUploadBps: bps,
      timeS: fc.integer({ min: 1, max: 3600 }),
    }),
  ),
  sessionTimeoutS: seconds(60, 31_536_000),
  idleTimeoutS: seconds(30, 86_400),
  interimIntervalS: seconds(60, 86_400),
  sessionVolumeBytes: fc.option(fc.bigInt({ min: 1n, max: 2n ** 52n })),
  maxSessions: fc.integer({ min: 1, max: 1000 }),
  deviceSlots: fc.constant(null),
  pool: name,
  ipv6Pool: name,
  delegatedIpv6Pool: name,
  addressList: name,
  customAttributes: fc.array(customAttribute, { maxLength: 4 }),
  counts: fc.constantFrom('both', 'download'),
  quota: fc.constant(null),
  fairUse: fc.constant([]),
  zoneRules: fc.constant([]),
  validity: fc.constant(null),
  priceMinor: fc.constant(0n),
  currency: fc.constant('USD'),
});

let house: RadiusHouse;
const samples = fc.sample(fc.tuple(anyTerms, fc.constantFrom(...nasVendors)), { numRuns: cases, seed: 4711 });

beforeAll(async () => {
  house = await RadiusHouse.build();
  const tenantId = await house.addTenant('north');
  for (const [index, vendor] of nasVendors.entries()) {
    await house.addNas(tenantId, { prefix: `127.0.70.${index + 1}/32`, vendor });
  }
  for (const [index, [terms]] of samples.entries()) {
    const plan = await house.addPlan(tenantId, rowOf(terms));
    await house.addSubscriber(tenantId, plan, { username: `user${index}`, expiresInMs: null });
  }
  await house.start();
});

afterAll(() => house.tearDown());

describe('the preview of a reply', () => {
  test(`is what a login gets, for ${cases} plans of any terms and every vendor`, async () => {
    for (const [index, [terms, vendor]] of samples.entries()) {
      const packet = await house.login({
        username: `user${index}`,
        localAddress: `127.0.70.${nasVendors.indexOf(vendor) + 1}`,
      });
      expect(packet?.code).toBe(Code.AccessAccept);
      const preview = previewReply({
        terms,
        vendor,
        tenant: {
          isSuspended: false,
          zone: new CivilZone('UTC'),
          graceMs: 0,
          walledGarden: null,
          walledFor: new Set(),
          speedRules: [],
        },
        interimIntervalS: 300,
        subscriber: { framedIp: null, framedIpv6Prefix: null, delegatedIpv6Prefix: null },
        expiresAtMs: null,
        nowMs: 0,
      });
      expect(preview.attributes, `${vendor} ${index}`).toEqual(wordsOf(packet!));
    }
  });
});

function wordsOf(packet: Packet): { name: string; value: string | null }[] {
  return Array.from(packet.attributes(), ({ vendor, number, value }) => {
    const definition = findAttributeByNumber(vendor, number)!;
    const isOfLogin = definition.name === MessageAuthenticator.name || definition.name === Class.name;
    // A tag is no part of the value; what carries one stands once in a reply.
    const decoded = definition.tagged
      ? packet.get(definition)
      : definition.codec.decode(value, 0, value.length);
    return { name: definition.name, value: isOfLogin ? null : formatValue(definition, decoded) };
  });
}

function rowOf({
  burst,
  validity: _validity,
  quota: _quota,
  fairUse: _fairUse,
  zoneRules: _zoneRules,
  customAttributes,
  ...terms
}: PlanTerms): Record<string, unknown> {
  return {
    ...terms,
    customAttributes: JSON.stringify(customAttributes),
    burstDownloadBps: burst?.downloadBps ?? null,
    burstUploadBps: burst?.uploadBps ?? null,
    burstThresholdDownloadBps: burst?.thresholdDownloadBps ?? null,
    burstThresholdUploadBps: burst?.thresholdUploadBps ?? null,
    burstTimeS: burst?.timeS ?? null,
  };
}
