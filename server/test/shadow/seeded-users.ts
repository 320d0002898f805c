import type { LoginInput, RadiusHouse, SubscriberInput } from '../aaa/radius-house.ts';

type PlanTerms = Record<string, unknown>;

/** Somebody as both servers know them, and what must be found about them. */
export interface SeededUser {
  readonly username: string;
  /** Beside the common plan's. */
  readonly plan?: PlanTerms;
  /** `false`: nobody here. */
  readonly here: Partial<SubscriberInput> | false;
  /** `false`: nobody there. Reply attributes by name, in place of the plan's; null takes one away. */
  readonly there: Readonly<Record<string, string | null>> | false;
  /** In place of the password on the first line of an entry there. */
  readonly check?: string;
  readonly login: Partial<LoginInput>;
  /** The disagreements that are seeded here, in the order of their names. */
  readonly kinds: readonly string[];
}

export const commonPlan: PlanTerms = {
  downloadBps: 20_000_000n,
  uploadBps: 10_000_000n,
  pool: 'home',
  sessionTimeoutS: 3_600,
  idleTimeoutS: 600,
  interimIntervalS: 300,
};

const commonReply: Record<string, string | null> = {
  'Mikrotik-Rate-Limit': '"10M/20M"',
  'Framed-Pool': '"home"',
  'Session-Timeout': '3600',
  'Idle-Timeout': '600',
  'Acct-Interim-Interval': '300',
};

export const password = 'correct horse';

/** One entry of FreeRADIUS's flat file. */
export function usersEntry({ username, there, check }: SeededUser): string {
  if (there === false) return '';
  const reply = Object.entries({ ...commonReply, ...there }).filter(([, value]) => value !== null);
  const lines = reply.map(([name, value]) => `\t${name} := ${value}`).join(',\n');
  return `"${username}" ${check ?? `Cleartext-Password := "${password}"`}\n${lines}\n\n`;
}

/** Makes the people of this side; each plan once. */
export async function addSeeded(
  house: RadiusHouse,
  tenantId: string,
  people: readonly SeededUser[],
): Promise<void> {
  const plans = new Map<string, Promise<{ planId: string; versionId: string }>>();
  const planOf = (terms: PlanTerms = {}): Promise<{ planId: string; versionId: string }> => {
    const key = Object.entries(terms).join();
    const plan = plans.get(key) ?? house.addPlan(tenantId, { ...commonPlan, ...terms });
    plans.set(key, plan);
    return plan;
  };
  for (const { username, plan, here } of people) {
    if (here === false) continue;
    const given = { username, password, expiresInMs: null, ...here };
    await house.addSubscriber(tenantId, await planOf(plan), given);
  }
}

/** Let in by both with different words for one subject: `theirs` replaces what the plan's reply says. */
function words(
  name: string,
  kinds: readonly string[],
  there: Readonly<Record<string, string | null>>,
  more: Pick<SeededUser, 'plan'> & { here?: Partial<SubscriberInput> } = {},
): SeededUser {
  return { username: `seed-${name}`, there, kinds, here: {}, login: {}, ...more };
}

const burst = {
  burstDownloadBps: 40_000_000n,
  burstUploadBps: 20_000_000n,
  burstThresholdDownloadBps: 16_000_000n,
  burstThresholdUploadBps: 8_000_000n,
  burstTimeS: 10,
};

const spoken: readonly SeededUser[] = [
  words('rate', ['rate_differs'], { 'Mikrotik-Rate-Limit': '"5M/10M"' }),
  words('rate-turned', ['rate_differs'], { 'Mikrotik-Rate-Limit': '"20M/10M"' }),
  words('rate-none', ['rate_extra'], { 'Mikrotik-Rate-Limit': null }),
  words('burst', ['burst_missing'], { 'Mikrotik-Rate-Limit': '"10M/20M 20M/40M 8M/16M 10/10"' }),
  words('burst-none', ['burst_extra'], {}, { plan: burst }),
  words(
    'burst-other',
    ['burst_differs'],
    { 'Mikrotik-Rate-Limit': '"10M/20M 20M/40M 8M/16M 30/30"' },
    { plan: burst },
  ),
  words('pool', ['pool_differs'], { 'Framed-Pool': '"office"' }),
  words('pool-none', ['pool_extra'], { 'Framed-Pool': null }),
  words('pool-only', ['pool_missing'], {}, { plan: { pool: null } }),
  words(
    'address',
    ['address_differs'],
    { 'Framed-Pool': null, 'Framed-IP-Address': '198.51.100.8' },
    { here: { framedIp: '198.51.100.7' } },
  ),
  words('address-only', ['address_missing'], { 'Framed-IP-Address': '198.51.100.9' }),
  words('address-none', ['address_extra'], { 'Framed-Pool': null }, { here: { framedIp: '198.51.100.10' } }),
  words('end', ['session_end_differs'], { 'Session-Timeout': '7200' }),
  words('end-none', ['session_end_extra'], { 'Session-Timeout': null }),
  words('end-only', ['session_end_missing'], {}, { plan: { sessionTimeoutS: null } }),
  words('idle', ['idle_differs'], { 'Idle-Timeout': '900' }),
  words('interim', ['interim_differs'], { 'Acct-Interim-Interval': '600' }),
  words('volume', ['volume_missing'], { 'Mikrotik-Total-Limit': '1000000' }),
  words(
    'volume-words',
    ['volume_differs'],
    { 'Mikrotik-Total-Limit': '0', 'Mikrotik-Total-Limit-Gigawords': '2' },
    { plan: { sessionVolumeBytes: 4_294_967_296n } },
  ),
  words('list', ['address_list_missing'], { 'Mikrotik-Address-List': '"debtors"' }),
  words(
    'list-other',
    ['address_list_differs'],
    { 'Mikrotik-Address-List': '"b"' },
    { plan: { addressList: 'a' } },
  ),
  words('profile', ['profile_missing'], { 'Mikrotik-Group': '"slow"' }),
  words('ipv6', ['ipv6_prefix_missing'], { 'Framed-IPv6-Prefix': '2001:db8:1::/64' }),
  words('ipv6-pool', ['ipv6_pool_differs'], { 'Framed-IPv6-Pool': '"b"' }, { plan: { ipv6Pool: 'a' } }),
  words('delegated', ['delegated_prefix_missing'], { 'Delegated-IPv6-Prefix': '2001:db8:2::/56' }),
  words('dns', ['dns_missing'], { 'MS-Primary-DNS-Server': '192.0.2.53' }),
  words('route', ['route_missing'], { 'Framed-Route': '"198.51.100.0/28 0.0.0.0 1"' }),
  words('limit', ['session_limit_missing'], { 'Port-Limit': '2' }),
  words('redirect', ['redirect_missing'], { 'WISPr-Redirection-URL': '"http://pay.example"' }),
  words('vlan', ['tunnel_missing'], { 'Tunnel-Private-Group-Id:0': '"120"' }),
  words('name', ['user_name_missing'], { 'User-Name': '"somebody"' }),
  words('other', ['other_missing'], { 'Termination-Action': 'RADIUS-Request' }),
  words('message', ['message_missing'], { 'Reply-Message': '"Welcome"' }),
  words('service', ['service_missing'], { 'Service-Type': 'Framed-User' }),
  words('two', ['idle_differs', 'rate_differs'], {
    'Mikrotik-Rate-Limit': '"1M/2M"',
    'Idle-Timeout': '60',
  }),
  { ...words('keys', ['mppe_keys_extra'], {}), login: { method: 'ms-chap-v2' } },
  {
    ...words('policy', ['mppe_policy_differs'], {}),
    login: { method: 'ms-chap-v2' },
  },
];

/** Let in there and refused here. */
function refusedHere(reason: string, here: SeededUser['here'], login: Partial<LoginInput> = {}): SeededUser {
  return { username: `seed-we-${reason}`, here, there: {}, login, kinds: [`we_refuse_${reason}`] };
}

/** Let in here and refused there, with these words. */
function refusedThere(cause: string, message: string | null): SeededUser {
  return {
    username: `seed-they-${cause}`,
    here: {},
    there: message === null ? {} : { 'Reply-Message': `"${message}"` },
    check: 'Auth-Type := Reject',
    login: {},
    kinds: [`they_refuse_${cause}`],
  };
}

const decided: readonly SeededUser[] = [
  refusedHere('expired', { expiresInMs: -3_600_000 }),
  refusedHere('no_subscription', { subscription: false }),
  refusedHere('suspended', { status: 'suspended' }),
  refusedHere('disabled', { status: 'disabled' }),
  refusedHere('paused', { status: 'paused' }),
  refusedHere('unknown_user', false),
  refusedHere('wrong_password', { password: 'another one' }),
  refusedHere(
    'wrong_mac',
    { macBinding: 'fixed', macs: ['02:00:00:00:00:01'] },
    { station: '02-00-00-00-00-02' },
  ),
  refusedThere('expired', 'Password Has Expired'),
  refusedThere('hours', 'You are calling outside your allowed timespan'),
  refusedThere('sessions', 'You are already logged in - access denied'),
  refusedThere('blocked', 'Your account is suspended'),
  refusedThere('quota', 'Monthly data limit reached'),
  refusedThere('device', 'This MAC is not yours'),
  refusedThere('other', 'Come back on Monday'),
  refusedThere('unsaid', null),
];

/** Everybody with a difference. */
export const seeded: readonly SeededUser[] = [...spoken, ...decided];

/** At the end of an accepted login there, what a flat file cannot say. */
export const postAuth = `
    if (&User-Name == "seed-keys") {
      update reply {
        MS-MPPE-Send-Key !* ANY
        MS-MPPE-Recv-Key !* ANY
      }
    }
    if (&User-Name == "seed-policy") {
      update reply {
        MS-MPPE-Encryption-Policy := 2
      }
    }
`;

/** The same to a router, in words that differ; or refused by both. */
const alike: readonly Omit<SeededUser, 'username' | 'kinds'>[] = [
  { here: {}, there: {}, login: {} },
  { here: {}, there: {}, login: { method: 'chap' } },
  { here: {}, there: {}, login: { method: 'ms-chap-v2' } },
  { here: {}, there: {}, login: { method: 'ms-chap-v1' } },
  { here: {}, there: { 'Mikrotik-Rate-Limit': '"10000k/20000k 0/0 0/0 0/0 8"' }, login: {} },
  {
    here: {},
    there: { 'Mikrotik-Rate-Limit': null, 'Ascend-Data-Rate': '10000000', 'Ascend-Xmit-Rate': '20000000' },
    login: {},
  },
  { here: {}, there: { 'Session-Timeout': '3601', Class: '0x0102', 'Framed-Pool': '"home"' }, login: {} },
  { plan: burst, here: {}, there: { 'Mikrotik-Rate-Limit': '"10M/20M 20M/40M 8M/16M 10"' }, login: {} },
  {
    plan: { sessionVolumeBytes: 1_000_000n },
    here: {},
    there: { 'Mikrotik-Total-Limit': '1000000' },
    login: {},
  },
  { here: {}, there: { 'Framed-IP-Address': '255.255.255.254' }, login: {} },
  { here: {}, there: {}, login: { password: 'a wrong one' } },
  { here: {}, there: {}, login: { password: 'a wrong one', method: 'ms-chap-v2' } },
  { here: { status: 'suspended' }, there: {}, check: 'Auth-Type := Reject', login: {} },
  { here: { expiresInMs: -1_000 }, there: {}, check: 'Auth-Type := Reject', login: {} },
  { here: false, there: false, login: {} },
];

/** As many who are alike to both, of every sort in turn. */
export function alikeUsers(count: number): SeededUser[] {
  return Array.from({ length: count }, (_none, n) => ({
    ...alike[n % alike.length]!,
    username: `alike-${n}`,
    kinds: [],
  }));
}
