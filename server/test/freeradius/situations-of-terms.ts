import { uuidv7 } from '@trunkline/kit';
import { sql } from 'kysely';
import type { Situation } from './contract-house.ts';
import { always, chillispotVolume, gigabyte, meter, rateOf, refusedFor, rule } from './situation-rows.ts';
import { beganMs } from './radacct-writer.ts';

const terms: Situation[] = [
  {
    name: 'burst',
    plan: {
      burstDownloadBps: 40_000_000n,
      burstUploadBps: 20_000_000n,
      burstThresholdDownloadBps: 15_000_000n,
      burstThresholdUploadBps: 8_000_000n,
      burstTimeS: 8,
    },
    expects: 'accept',
  },
  {
    name: 'timeouts',
    plan: { sessionTimeoutS: 1_800, idleTimeoutS: 300, interimIntervalS: 120 },
    expects: 'accept',
    says: { 'Session-Timeout': '1800' },
  },
  {
    name: 'pools',
    plan: { pool: 'home', ipv6Pool: 'home6', delegatedIpv6Pool: 'home-pd', addressList: 'residential' },
    expects: 'accept',
  },
  {
    name: 'fixed address',
    subscriber: { framedIp: '10.20.30.40' },
    plan: { pool: 'home' },
    expects: 'accept',
    says: { 'Framed-IP-Address': '10.20.30.40' },
  },
  {
    name: 'fixed prefixes',
    columns: () => ({ framedIpv6Prefix: '2001:db8:1::/64', delegatedIpv6Prefix: '2001:db8:2::/56' }),
    plan: { ipv6Pool: 'home6' },
    expects: 'accept',
  },
  { name: 'session volume', plan: { sessionVolumeBytes: BigInt(6 * gigabyte) }, expects: 'accept' },
  {
    name: 'attributes of the plan',
    plan: {
      customAttributes: JSON.stringify([
        { name: 'Mikrotik-Group', value: 'plan' },
        { name: 'Filter-Id', value: 'a "b" \\c' },
      ]),
    },
    expects: 'accept',
    says: { 'Mikrotik-Group': '"plan"' },
  },
  {
    name: 'attributes of both',
    plan: {
      customAttributes: JSON.stringify([
        { name: 'Mikrotik-Group', value: 'plan' },
        { name: 'Filter-Id', value: 'p' },
      ]),
    },
    columns: () => ({ customAttributes: JSON.stringify([{ name: 'Mikrotik-Group', value: 'own' }]) }),
    expects: 'accept',
  },
  { name: 'at a cisco', plan: { pool: 'home' }, login: { router: 'cisco' }, expects: 'accept' },
  {
    name: 'at a hotspot',
    plan: { sessionVolumeBytes: BigInt(gigabyte) },
    login: { router: 'chillispot' },
    expects: 'accept',
  },
  {
    name: 'at a router with an interval of its own',
    plan: { idleTimeoutS: 300 },
    login: { router: 'generic' },
    expects: 'accept',
    differs: ['Acct-Interim-Interval: ours 900, theirs 300'],
  },
];

const quotaCut = { quotaPeriod: 'monthly', quotaBytes: BigInt(10 * gigabyte), quotaAtZero: 'cut' };
const quotaSlow = {
  ...quotaCut,
  quotaAtZero: 'slow',
  quotaSlowDownloadBps: 1_000_000n,
  quotaSlowUploadBps: 500_000n,
};
const tiers = JSON.stringify([
  { period: 'day', thresholdBytes: gigabyte, downloadBps: 8_000_000, uploadBps: 4_000_000 },
  { period: 'day', thresholdBytes: 5 * gigabyte, downloadBps: 2_000_000, uploadBps: 1_000_000 },
]);

const counts: Situation[] = [
  {
    name: 'quota left',
    plan: quotaCut,
    counted: (of) => [meter(of, 4 * gigabyte)],
    expects: 'accept',
    differs: chillispotVolume(1_705_032_704, 1),
  },
  {
    name: 'quota cut',
    plan: quotaCut,
    counted: (of) => [meter(of, 11 * gigabyte)],
    ...refusedFor('aaa.quota_used_up'),
  },
  {
    name: 'quota topped up',
    plan: quotaCut,
    counted: (of) => [meter(of, 11 * gigabyte)],
    staff: ({ tenantId, subscriberId }) => [
      sql`insert into quota.top_up (tenant_id, id, subscriber_id, at, bytes, granted_by_name)
        values (${tenantId}, ${uuidv7()}, ${subscriberId}, now(), ${2 * gigabyte}, 'staff')`,
    ],
    expects: 'accept',
    differs: chillispotVolume(1_000_000_000, 0),
  },
  {
    name: 'quota slow',
    plan: quotaSlow,
    counted: (of) => [meter(of, 11 * gigabyte)],
    ...rateOf('500000/1000000'),
  },
  {
    name: 'quota walled',
    of: 'garden',
    plan: { ...quotaCut, quotaAtZero: 'walled_garden' },
    counted: (of) => [meter(of, 11 * gigabyte)],
    ...rateOf('256000/512000'),
  },
  {
    name: 'time left',
    plan: { quotaPeriod: 'monthly', quotaTimeS: 36_000n, quotaAtZero: 'cut' },
    subscriber: { expiresInMs: null },
    counted: (of) => [meter(of, 0, 35_000)],
    expects: 'accept',
    says: { 'Session-Timeout': '1000' },
  },
  {
    name: 'no tier',
    plan: { fairUse: tiers },
    counted: (of) => [meter(of, gigabyte / 2)],
    ...rateOf('10000000/20000000'),
  },
  {
    name: 'first tier',
    plan: { fairUse: tiers },
    counted: (of) => [meter(of, 2 * gigabyte)],
    ...rateOf('4000000/8000000'),
  },
  {
    name: 'second tier',
    plan: { fairUse: tiers },
    counted: (of) => [meter(of, 6 * gigabyte)],
    ...rateOf('1000000/2000000'),
  },
  {
    name: 'boosted',
    staff: ({ tenantId, subscriberId }) => [
      sql`insert into speed.boost (tenant_id, id, subscriber_id, download_bps, upload_bps, starts_at, ends_at, granted_by_name)
        values (${tenantId}, ${uuidv7()}, ${subscriberId}, 90000000, 80000000, now() - interval '1 minute',
          now() + interval '1 hour', 'staff')`,
    ],
    ...rateOf('80000000/90000000'),
  },
  {
    name: 'in a window',
    columns: () => ({ tags: ['night'] }),
    staff: (of) => [rule(of, 'night', { percent: 200, windows: [always] })],
    ...rateOf('20000000/40000000'),
  },
  {
    name: 'fixed by a rule',
    columns: () => ({ tags: ['school'] }),
    staff: (of) => [rule(of, 'school', { downloadBps: 3_000_000, uploadBps: 1_000_000 })],
    ...rateOf('1000000/3000000'),
  },
];

const hours: Situation[] = [
  { name: 'at all hours', subscriber: { loginWindows: [always] }, expects: 'accept' },
  { name: 'within hours', subscriber: { loginWindows: windowsAround(-1, 3) }, expects: 'accept' },
  {
    name: 'outside hours',
    subscriber: { loginWindows: windowsAround(6, 8) },
    ...refusedFor('aaa.outside_login_hours'),
  },
];

/** Whole hours from now, of every day. */
function windowsAround(from: number, to: number): unknown {
  const hour = new Date(beganMs + 7_200_000).getUTCHours();
  const text = (offset: number): string => `${String((hour + offset + 24) % 24).padStart(2, '0')}:00`;
  return [{ ...always, from: text(from), to: text(to) }];
}

/** What they get: of the plan, of what is counted, and by the clock. */
export const situationsOfTerms: readonly Situation[] = [...terms, ...counts, ...hours];
