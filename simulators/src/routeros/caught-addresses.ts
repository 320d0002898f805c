import type { Properties } from './menu-table.ts';
import type { RouterSession } from './router-session.ts';
import type { RouterState } from './router-state.ts';

/**
 * Addresses that mangle rules with `add-src-to-address-list` have put on their lists: those of sessions of which packets
 * match. They match for as long as the session lasts, and are listed anew with each packet.
 */
export function caughtRows(state: RouterState): Properties[] {
  const lists = state.table('/ip/firewall/address-list').items.map(({ fields }) => fields);
  const isListed = (list: string, address: string): boolean =>
    lists.some((entry) => entry['list'] === list && entry['address'] === address);
  const rows: Properties[] = [];
  for (const { fields } of state.table('/ip/firewall/mangle').items) {
    const list = fields['address-list'];
    const catches = fields['action'] === 'add-src-to-address-list' && fields['disabled'] !== 'true';
    if (!catches || list === undefined) continue;
    for (const { session } of state.sessions) {
      if (!matches(fields, session, isListed)) continue;
      rows.push({
        // Ids of these are of a range that other entries do not reach.
        '.id': `*90${(rows.length + 1).toString(16).toUpperCase()}`,
        list,
        address: session.address,
        timeout: fields['address-list-timeout'] ?? '1h',
        dynamic: 'true',
        disabled: 'false',
      });
    }
  }
  return rows;
}

function matches(
  fields: Properties,
  session: RouterSession,
  isListed: (list: string, address: string) => boolean,
): boolean {
  const { 'src-address-list': sources, hotspot, ttl, 'connection-limit': limit } = fields;
  if (hotspot !== undefined && session.service !== 'hotspot') return false;
  if (sources !== undefined && !isListed(sources, session.address)) return false;
  if (ttl !== undefined && !session.seenTtls.includes(Number(ttl.replace('equal:', '')))) return false;
  return limit === undefined || session.connections > Number(limit.split(',')[0]);
}
