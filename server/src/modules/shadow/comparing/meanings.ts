/** What an answer can say, whichever attribute says it. The labels stand in sentences for staff. */
export const meanings = {
  rate: 'speed',
  burst: 'burst',
  volume: 'volume of a session',
  address: 'address',
  netmask: 'netmask',
  pool: 'pool',
  route: 'routes',
  session_end: 'end of the session',
  idle: 'idle timeout',
  interim: 'accounting interval',
  address_list: 'address list or filter',
  profile: 'profile on the router',
  ipv6_address: 'IPv6 address',
  ipv6_prefix: 'IPv6 prefix',
  ipv6_pool: 'IPv6 pool',
  delegated_prefix: 'delegated prefix',
  delegated_pool: 'pool of delegated prefixes',
  dns: 'name servers',
  tunnel: 'tunnel or VLAN',
  session_limit: 'number of sessions on the router',
  redirect: 'redirection',
  mppe_keys: 'encryption keys',
  mppe_policy: 'encryption that is allowed',
  ms_chap_proof: 'proof to the client',
  ms_chap_error: 'code of the MS-CHAP error',
  user_name: 'user name for accounting',
  service: 'kind of service',
  message: 'message to the subscriber',
  other: 'attribute',
} as const;

export type Meaning = keyof typeof meanings;

/** Changes nothing of the service: shown, and no reason against a switch. */
const mildMeanings: ReadonlySet<Meaning> = new Set(['message', 'service', 'ms_chap_error']);

export function isMildMeaning(meaning: Meaning): boolean {
  return mildMeanings.has(meaning);
}

/** Attributes by what they say. What stands in none of these is `other`, by its name. */
const namesByMeaning: Readonly<Partial<Record<Meaning, readonly string[]>>> = {
  rate: [
    'Mikrotik-Rate-Limit',
    'Ascend-Data-Rate',
    'Ascend-Xmit-Rate',
    'WISPr-Bandwidth-Max-Up',
    'WISPr-Bandwidth-Max-Down',
    'ChilliSpot-Bandwidth-Max-Up',
    'ChilliSpot-Bandwidth-Max-Down',
    'Huawei-Input-Average-Rate',
    'Huawei-Output-Average-Rate',
    'ZTE-Rate-Ctrl-SCR-Up',
    'ZTE-Rate-Ctrl-SCR-Down',
    'ERX-Service-Activate',
  ],
  burst: ['Huawei-Input-Peak-Rate', 'Huawei-Output-Peak-Rate'],
  volume: [
    'Mikrotik-Total-Limit',
    'Mikrotik-Total-Limit-Gigawords',
    'Mikrotik-Recv-Limit',
    'Mikrotik-Recv-Limit-Gigawords',
    'Mikrotik-Xmit-Limit',
    'Mikrotik-Xmit-Limit-Gigawords',
    'ChilliSpot-Max-Total-Octets',
    'ChilliSpot-Max-Total-Gigawords',
    'ChilliSpot-Max-Input-Octets',
    'ChilliSpot-Max-Input-Gigawords',
    'ChilliSpot-Max-Output-Octets',
    'ChilliSpot-Max-Output-Gigawords',
    'Huawei-Remanent-Volume',
  ],
  address: ['Framed-IP-Address'],
  netmask: ['Framed-IP-Netmask'],
  pool: ['Framed-Pool'],
  route: ['Framed-Route', 'Framed-IPv6-Route', 'Route-IPv6-Information'],
  session_end: ['Session-Timeout'],
  idle: ['Idle-Timeout'],
  interim: ['Acct-Interim-Interval'],
  address_list: ['Mikrotik-Address-List', 'Filter-Id', 'ERX-Ingress-Policy-Name', 'ERX-Egress-Policy-Name'],
  profile: ['Mikrotik-Group'],
  ipv6_address: ['Framed-IPv6-Address', 'Framed-Interface-Id'],
  ipv6_prefix: ['Framed-IPv6-Prefix'],
  ipv6_pool: ['Framed-IPv6-Pool', 'Stateful-IPv6-Address-Pool'],
  delegated_prefix: ['Delegated-IPv6-Prefix'],
  delegated_pool: [
    'Mikrotik-Delegated-IPv6-Pool',
    'Delegated-IPv6-Prefix-Pool',
    'Huawei-Delegated-IPv6-Prefix-Pool',
    'ERX-IPv6-Delegated-Pool-Name',
  ],
  dns: [
    'MS-Primary-DNS-Server',
    'MS-Secondary-DNS-Server',
    'Ascend-Client-Primary-DNS',
    'Ascend-Client-Secondary-DNS',
    'DNS-Server-IPv6-Address',
  ],
  tunnel: [
    'Tunnel-Type',
    'Tunnel-Medium-Type',
    'Tunnel-Private-Group-Id',
    'Tunnel-Server-Endpoint',
    'Tunnel-Client-Endpoint',
    'Tunnel-Password',
  ],
  session_limit: ['Port-Limit'],
  redirect: ['WISPr-Redirection-URL', 'Mikrotik-Advertise-URL', 'Mikrotik-Advertise-Interval'],
  mppe_keys: ['MS-MPPE-Send-Key', 'MS-MPPE-Recv-Key', 'MS-CHAP-MPPE-Keys'],
  mppe_policy: ['MS-MPPE-Encryption-Policy', 'MS-MPPE-Encryption-Types'],
  ms_chap_proof: ['MS-CHAP2-Success'],
  ms_chap_error: ['MS-CHAP-Error'],
  user_name: ['User-Name'],
  service: ['Service-Type', 'Framed-Protocol', 'Framed-Compression', 'Framed-MTU', 'Framed-Routing'],
  message: ['Reply-Message'],
};

const meaningByName = new Map<string, Meaning>(
  Object.entries(namesByMeaning).flatMap(([meaning, names]) =>
    names.map((name) => [name, meaning as Meaning] as const),
  ),
);

/** Each server's own business, the wire's, or said by another attribute. */
const passedOver: ReadonlySet<string> = new Set([
  'Class',
  'State',
  'Proxy-State',
  'Message-Authenticator',
  'EAP-Message',
  // The clock's word for what Session-Timeout says.
  'WISPr-Session-Terminate-Time',
]);

/** Undefined: it is not compared. A Cisco pair says whatever its text says. */
export function meaningOf(name: string, text: string): Meaning | undefined {
  if (passedOver.has(name)) return undefined;
  if (name === 'Cisco-AVPair') return /qos-policy|rate-limit/i.test(text) ? 'rate' : 'other';
  return meaningByName.get(name) ?? 'other';
}
