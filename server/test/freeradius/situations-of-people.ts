import type { Situation } from './contract-house.ts';
import { mac, openSession, rateOf, refusedFor, unsaid } from './situation-rows.ts';

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

/** Who asks, how they prove it, from where, and how often. */
export const situationsOfPeople: readonly Situation[] = [
  ...statuses,
  ...proofs,
  ...asksOtherwise,
  ...names,
  ...places,
  ...sessions,
];
