import type { RouterPool } from '../router-pool.ts';
import type { Router } from '../router.ts';
import type { SessionPlace } from './locate-session.ts';

export interface Counters {
  readonly downloadBytes: number;
  readonly uploadBytes: number;
}

/** The counters of these places by `keyOfPlace`, in one print for all interfaces and one for the hotspot. */
export async function readCounters(
  pool: RouterPool,
  router: Router,
  places: readonly SessionPlace[],
): Promise<Map<string, Counters>> {
  const interfaces = places.flatMap((place) => (place.kind === 'interface' ? [`=name=${place.name}`] : []));
  const users = places.flatMap((place) => (place.kind === 'hotspot' ? [`=address=${place.address}`] : []));
  const [ofInterfaces, ofUsers] = await Promise.all([
    interfaces.length === 0
      ? []
      : pool.read(router, {
          path: '/interface/print',
          queries: anyOf(interfaces),
          proplist: ['name', 'rx-byte', 'tx-byte'],
        }),
    users.length === 0
      ? []
      : pool.read(router, {
          path: '/ip/hotspot/active/print',
          queries: anyOf(users),
          proplist: ['user', 'address', 'bytes-in', 'bytes-out'],
        }),
  ]);
  const counters = new Map<string, Counters>();
  for (const row of ofInterfaces) {
    const place = { kind: 'interface', name: row['name'] ?? '' } as const;
    keep(counters, place, { uploadBytes: Number(row['rx-byte']), downloadBytes: Number(row['tx-byte']) });
  }
  for (const row of ofUsers) {
    const place = { kind: 'hotspot', user: row['user'] ?? '', address: row['address'] ?? '' } as const;
    keep(counters, place, { uploadBytes: Number(row['bytes-in']), downloadBytes: Number(row['bytes-out']) });
  }
  return counters;
}

export function keyOfPlace(place: SessionPlace): string {
  return place.kind === 'interface' ? `i ${place.name}` : `h ${place.address} ${place.user}`;
}

/** RouterOS works on a stack: all values, then an `or` for each but the first. */
function anyOf(queries: readonly string[]): string[] {
  return queries.length === 1 ? [...queries] : [...queries, `#${'|'.repeat(queries.length - 1)}`];
}

function keep(counters: Map<string, Counters>, place: SessionPlace, told: Counters): void {
  if (!Number.isFinite(told.uploadBytes) || !Number.isFinite(told.downloadBytes)) return;
  counters.set(keyOfPlace(place), told);
}
