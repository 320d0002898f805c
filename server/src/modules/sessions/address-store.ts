import { isIPv4 } from 'node:net';
import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';
import { toSession, type SessionRow } from './session-row.ts';
import { sessionColumns } from './session-store.ts';
import type { Session } from './session.ts';

/** Sessions of one address in one answer; of a week behind one address there are a few dozen. */
export const maxHolders = 200;
/** A session without its Stop may have lasted so long after its last word: three intervals and a minute. */
const graceIntervals = 3;
const graceMarginS = 60;
const standardInterimS = 300;
/** The longest interval that a NAS can be given, hence the longest grace. */
const longestGraceS = 86_400 * graceIntervals + graceMarginS;
const shortestPrefix = 16;
const ipv6Bits = 128;

export interface AddressHolder {
  session: Session;
  nasName: string | null;
  subscriberUsername: string | null;
  fullName: string | null;
  /** Until when the session may have lasted unheard; its end where that was told. */
  possibleUntil: Date;
}

/**
 * The latest `maxHolders` sessions, open, closed or in the history, that had the address at some instant of
 * [from, to], and one more to tell that there are others. An IPv6 address is had by whoever had a prefix that holds
 * it: it is looked for as each such prefix, because under row-level security equality reaches an index and
 * containment does not.
 */
export async function listAddressHolders(
  tx: Tx,
  { tenantId, address, from, to }: { tenantId: string; address: string; from: Date; to: Date },
): Promise<AddressHolder[]> {
  const earliestEnd = new Date(from.getTime() - longestGraceS * 1_000);
  const places = isIPv4(address)
    ? [sql`framed_ip = ${address}::inet`]
    : ['framed_ipv6_prefix', 'delegated_ipv6_prefix'].map(
        (column) => sql`${sql.ref(column)} = any (${prefixesOf(address)}::cidr[])`,
      );
  const part = (table: string, ended: RawBuilder<unknown>) =>
    places.map(
      (place) => sql`(select ${sessionColumns}, ${possibleUntil} as possible_until from ${sql.table(table)}
        where tenant_id = ${tenantId} and ${place} and started_at <= ${to} and ${ended} and ${possibleUntil} >= ${from}
        order by started_at desc limit ${maxHolders + 1})`,
    );
  const recent = part('sessions.session', sql`(stopped_at is null or stopped_at >= ${earliestEnd})`);
  const old = part('sessions.history', sql`stopped_at >= ${earliestEnd}`);
  const { rows } = await sql<HolderRow>`
    with found as materialized (${sql.join([...recent, ...old], sql` union `)})
    select s.*, n.name as nas_name, b.username as subscriber_username, b.full_name
    from found s
    left join nas.nas n on n.tenant_id = ${tenantId} and n.id = s.nas_id
    left join subscribers.subscriber b on b.tenant_id = ${tenantId} and b.id = s.subscriber_id
    order by s.started_at desc, s.id desc limit ${maxHolders + 1}`.execute(tx);
  return rows.map(({ nasName, subscriberUsername, fullName, possibleUntil: until, ...row }) => ({
    session: toSession(row),
    nasName,
    subscriberUsername,
    fullName,
    possibleUntil: until,
  }));
}

type HolderRow = SessionRow & Omit<AddressHolder, 'session'>;

const possibleUntil = sql`case when closed_by = 'stop' then stopped_at
  else last_seen_at + make_interval(secs =>
    ${graceIntervals} * coalesce(interim_interval_s, ${standardInterimS}) + ${graceMarginS}) end`;

/** Each prefix of the address, from its own 128 bits to those that an ISP itself is given. */
function prefixesOf(address: string): string {
  const groups = expand(address);
  const prefixes: string[] = [];
  for (let bits = ipv6Bits; bits >= shortestPrefix; bits--) prefixes.push(`${cut(groups, bits)}/${bits}`);
  return `{${prefixes.join(',')}}`;
}

/** Eight numbers of sixteen bits. */
function expand(address: string): number[] {
  const url = new URL(`http://[${address}]`);
  const [head = '', tail = ''] = url.hostname.slice(1, -1).split('::');
  const [first, last] = [readGroups(head), readGroups(tail)];
  return [...first, ...Array.from({ length: 8 - first.length - last.length }, () => 0), ...last];
}

function readGroups(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}

function cut(groups: readonly number[], bits: number): string {
  return groups
    .map((group, i) => {
      const kept = Math.min(16, Math.max(0, bits - i * 16));
      return (group & (0xffff << (16 - kept)) & 0xffff).toString(16);
    })
    .join(':');
}
