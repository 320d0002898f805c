import { uuidv7 } from '@trunkline/kit';
import { sql } from 'kysely';
import { rejectReasons, type RejectReasonCode } from '../../src/modules/aaa/index.ts';
import { beganMs } from './radacct-writer.ts';
import type { Prepared, Situation } from './contract-house.ts';

/** What FreeRADIUS says where it only knows that a check did not match; ours says which. */
const unsaid = (reason: RejectReasonCode): string =>
  `Reply-Message: ours ${JSON.stringify(rejectReasons[reason].replyMessage)}, theirs "User name or password is wrong"`;

/** Rows say a volume in the words of each vendor among the tenant's routers, and a router leaves out those of others. */
const chillispotVolume = (octets: number, gigawords: number): string[] => [
  `ChilliSpot-Max-Total-Gigawords: ours nothing, theirs ${gigawords}`,
  `ChilliSpot-Max-Total-Octets: ours nothing, theirs ${octets}`,
];

const refusedFor = (reason: RejectReasonCode): Pick<Situation, 'expects' | 'says'> => ({
  expects: 'reject',
  says: { 'Reply-Message': JSON.stringify(rejectReasons[reason].replyMessage) },
});
const gigabyte = 1_000_000_000;
const mac = 'aa:bb:cc:dd:ee:01';
const always = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' };

/** Of the days and of a quota by the month, as the meter has counted. */
function meter({ tenantId, subscriberId }: Prepared, bytes: number, timeS = 0) {
  return sql`insert into quota.meter (tenant_id, subscriber_id, day, day_bytes, week, week_bytes, month, month_bytes,
      quota_from, quota_bytes, quota_time_s)
    select ${tenantId}, ${subscriberId}, d, ${bytes}, d - extract(dow from d)::integer, ${bytes}, date_trunc('month', d)::date,
      ${bytes}, date_trunc('month', now() at time zone 'UTC') at time zone 'UTC', ${bytes}, ${timeS}
    from (select (now() at time zone 'UTC')::date as d) today`;
}

function openSession({ tenantId, subscriberId, nasIds }: Prepared, id: string, router: 'mikrotik' | 'cisco') {
  const address = router === 'mikrotik' ? '127.81.0.1' : '127.81.0.2';
  return sql`insert into sessions.session (tenant_id, id, nas_id, nas_address, acct_session_id, epoch, subscriber_id,
      username, calling_station_id, started_at, last_seen_at)
    values (${tenantId}, ${uuidv7()}, ${nasIds.get(router)!}, ${address}, ${id}, 0, ${subscriberId}, 'x', ${`station ${id}`},
      ${new Date(beganMs)}, now())`;
}

function rule({ tenantId }: Prepared, tag: string, fields: Record<string, unknown>) {
  const { percent = null, downloadBps = null, uploadBps = null, windows = null } = fields;
  return sql`insert into speed.rule (tenant_id, id, name, tags, percent, download_bps, upload_bps, windows)
    values (${tenantId}, ${uuidv7()}, ${tag}, ${[tag]}, ${percent}, ${downloadBps}, ${uploadBps},
      ${windows === null ? null : JSON.stringify(windows)}::jsonb)`;
}

const rateOf = (rates: string): Pick<Situation, 'expects' | 'says'> => ({
  expects: 'accept',
  says: { 'Mikrotik-Rate-Limit': JSON.stringify(rates) },
});

const statuses: Situation[] = [
  { name: 'active', ...rateOf('10000000/20000000') },
  { name: 'suspended', subscriber: { status: 'suspended' }, ...refusedFor('aaa.suspended') },
  { name: 'paused', subscriber: { status: 'paused' }, ...refusedFor('aaa.paused') },
  { name: 'disabled', subscriber: { status: 'disabled' }, ...refusedFor('aaa.disabled') },
  {
    name: 'closed',
    subscriber: { status: 'closed' },
    ...refusedFor('aaa.closed'),
    differs: [unsaid('aaa.closed')],
  },
  { name: 'expired', subscriber: { expiresInMs: -3_600_000 }, ...refusedFor('aaa.expired') },
  { name: 'without subscription', subscriber: { subscription: false }, ...refusedFor('aaa.no_subscription') },
  { name: 'without end', subscriber: { expiresInMs: null }, ...rateOf('10000000/20000000') },
  { name: 'soon over', subscriber: { expiresInMs: 600_000 }, expects: 'accept' },
  { name: 'in grace', of: 'garden', subscriber: { expiresInMs: -1_800_000 }, ...rateOf('10000000/20000000') },
  {
    name: 'expired in the garden',
    of: 'garden',
    subscriber: { expiresInMs: -20 * 3_600_000 },
    expects: 'accept',
    says: { 'Mikrotik-Rate-Limit': '"256000/512000"', 'Mikrotik-Address-List': '"unpaid"' },
  },
  {
    name: 'suspended beside the garden',
    of: 'garden',
    subscriber: { status: 'suspended' },
    ...refusedFor('aaa.suspended'),
  },
];

const proofs: Situation[] = [
  { name: 'wrong password', login: { password: 'guess' }, ...refusedFor('aaa.wrong_password') },
  { name: 'known', login: { username: 'stranger' }, ...refusedFor('aaa.unknown_user') },
  { name: 'chap', login: { method: 'chap' }, expects: 'accept' },
  { name: 'chap guess', login: { method: 'chap', password: 'guess' }, ...refusedFor('aaa.wrong_password') },
  { name: 'ms-chap', login: { method: 'ms-chap-v1' }, expects: 'accept' },
  { name: 'ms-chap-v2', login: { method: 'ms-chap-v2' }, expects: 'accept' },
  {
    name: 'ms-chap-v2 guess',
    login: { method: 'ms-chap-v2', password: 'guess' },
    expects: 'reject',
    differs: [
      'MS-CHAP-Error: ours E=691 R=0 V=3 M=User name or password is wrong, theirs E=691 R=0 V=3 M=Authentication rejected',
    ],
  },
  {
    name: 'ms-chap-v2 suspended',
    subscriber: { status: 'suspended' },
    login: { method: 'ms-chap-v2' },
    expects: 'reject',
    differs: ['MS-CHAP-Error: ours E=647 R=0 V=3 M=Your account is suspended, theirs nothing'],
  },
  {
    name: 'quotes',
    subscriber: { password: '"a\\\'b`' },
    login: { password: '"a\\\'b`' },
    expects: 'accept',
  },
  {
    name: 'quoted',
    subscriber: { password: '`id`' },
    login: { password: '`id`', method: 'chap' },
    expects: 'accept',
  },
  {
    name: 'unicode',
    subscriber: { password: 'пароль%{User-Name}' },
    login: { password: 'пароль%{User-Name}' },
    expects: 'accept',
  },
];

/** FreeRADIUS asks some things in another order, or not at all. */
const asksOtherwise: Situation[] = [
  {
    name: 'suspended guess',
    subscriber: { status: 'suspended' },
    login: { password: 'guess' },
    ...refusedFor('aaa.wrong_password'),
    differs: ['Reply-Message: ours "User name or password is wrong", theirs "Your account is suspended"'],
  },
  {
    name: '11:22:33:44:55:88',
    subscriber: { credential: 'mac' },
    login: { username: '11-22-33-44-55-88', password: 'anything' },
    ...refusedFor('aaa.wrong_password'),
    differs: [
      'decision: ours reject, theirs accept',
      'Acct-Interim-Interval: ours nothing, theirs 300',
      'Class: ours nothing, theirs something',
      'Mikrotik-Rate-Limit: ours nothing, theirs "10000000/20000000"',
      'Reply-Message: ours "User name or password is wrong", theirs nothing',
      'Session-Timeout: ours nothing, theirs something',
    ],
  },
];

const names: Situation[] = [
  { name: 'Upper.Case', login: { username: 'uPPER.cASE' }, expects: 'accept' },
  { name: 'blank', login: { username: ' blank ' }, expects: 'accept' },
  { name: "o'neil+x=2b", expects: 'accept' },
  { name: 'zoë', login: { username: 'ZOE\u0308' }, expects: 'accept' },
  { name: 'realm', of: 'garden', login: { username: 'realm@isp.example' }, expects: 'accept' },
  { name: 'domain', of: 'garden', login: { username: 'ISP\\domain' }, expects: 'accept' },
  { name: 'no-realm@isp.example', expects: 'accept' },
  {
    name: 'realm not known',
    login: { username: 'realm not known@isp.example' },
    ...refusedFor('aaa.unknown_user'),
  },
];

const places: Situation[] = [
  {
    name: 'own device',
    subscriber: { macBinding: 'fixed', macs: [mac] },
    login: { station: 'AA-BB-CC-DD-EE-01' },
    expects: 'accept',
  },
  {
    name: 'second device',
    subscriber: { macBinding: 'fixed', macs: ['aa:bb:cc:dd:ee:99', mac] },
    login: { station: 'AABB.CCDD.EE01' },
    expects: 'accept',
  },
  {
    name: 'other device',
    subscriber: { macBinding: 'fixed', macs: [mac] },
    login: { station: 'AA:BB:CC:DD:EE:02' },
    ...refusedFor('aaa.wrong_mac'),
    differs: [unsaid('aaa.wrong_mac')],
  },
  {
    name: 'nameless device',
    subscriber: { macBinding: 'fixed', macs: [mac] },
    ...refusedFor('aaa.wrong_mac'),
    differs: [unsaid('aaa.wrong_mac')],
  },
  {
    name: 'learning',
    subscriber: { macBinding: 'learn' },
    login: { station: 'AA:BB:CC:DD:EE:03' },
    expects: 'accept',
  },
  {
    name: 'learnt',
    subscriber: { macBinding: 'learn', macs: [mac] },
    login: { station: 'AA:BB:CC:DD:EE:04' },
    ...refusedFor('aaa.wrong_mac'),
    differs: [unsaid('aaa.wrong_mac')],
  },
  {
    name: 'own router',
    columns: ({ nasIds }) => ({ nasId: nasIds.get('cisco')! }),
    login: { router: 'cisco' },
    expects: 'accept',
  },
  {
    name: 'other router',
    columns: ({ nasIds }) => ({ nasId: nasIds.get('cisco')! }),
    ...refusedFor('aaa.wrong_nas'),
    differs: [unsaid('aaa.wrong_nas')],
  },
  {
    name: '11:22:33:44:55:66',
    subscriber: { credential: 'mac' },
    login: { username: '1122.3344.5566', password: '1122.3344.5566' },
    expects: 'accept',
  },
  { name: '112233445577', login: { username: '112233445577' }, expects: 'accept' },
];

const sessions: Situation[] = [
  {
    name: 'one of one',
    counted: (of) => [openSession(of, 'one', 'cisco')],
    ...refusedFor('aaa.too_many_sessions'),
  },
  {
    name: 'one of two',
    plan: { maxSessions: 2 },
    counted: (of) => [openSession(of, 'two', 'cisco')],
    expects: 'accept',
  },
  {
    name: 'two of two',
    plan: { maxSessions: 2 },
    counted: (of) => [openSession(of, 'three', 'cisco'), openSession(of, 'four', 'mikrotik')],
    ...refusedFor('aaa.too_many_sessions'),
  },
  {
    name: 'own limit',
    subscriber: { maxSessions: 3 },
    counted: (of) => [openSession(of, 'five', 'cisco'), openSession(of, 'six', 'mikrotik')],
    expects: 'accept',
  },
  {
    name: 'dials again',
    counted: (of) => [openSession(of, 'seven', 'mikrotik')],
    login: { station: 'station seven' },
    expects: 'accept',
  },
];

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

export const situations: readonly Situation[] = [
  ...statuses,
  ...proofs,
  ...asksOtherwise,
  ...names,
  ...places,
  ...sessions,
  ...terms,
  ...counts,
  ...hours,
];
