/** What is known of the lines of one subscriber over the last seven days. */
export interface SharingFacts {
  /**
   * TTLs with which packets of their lines arrived. Of hotspot lines, and of bridged ones where the tenant says that no
   * customer has a router of their own: a router of one's own takes one off each packet, as PPPoE lines always show.
   */
  readonly ttls: readonly number[];
  /** Hosts of TTL 64 and of 128 were at one address in the same hour: not a telephone and then a computer. */
  readonly bothKindsAtOnce: boolean;
  /** The most connections at once that a line was seen to pass, of the marks that routers are told. */
  readonly connectionsOver: number | null;
  /** The most devices of one day, whole MAC addresses and those that a device invents for itself. */
  readonly macsInOneDay: { readonly whole: number; readonly invented: number };
  /** Minutes in which sessions of different devices ran at different NAS at once, those of ten minutes or more. */
  readonly minutesAtTwoPlaces: number;
  /** Sessions that the subscriber may have at once. */
  readonly soldSessions: number;
}

export type EvidenceKind = 'ttl_behind' | 'ttl_mixed' | 'many_devices' | 'two_places' | 'many_connections';

/** One piece of evidence with what it weighs and the figures it is made of. */
export interface Evidence {
  readonly kind: EvidenceKind;
  readonly weight: number;
  readonly figures: Readonly<Record<string, number | readonly number[]>>;
}

/** What hosts begin with: Linux, Android, Apple 64; Windows 128. One less: a router stands between. */
export const ownTtls = [64, 128] as const;
const behindTtls = [63, 127];

/** Devices of one day that a household may well have, whatever it has bought. */
const usualDevices = 4;
/** Telephones invent an address for each network, and some anew each day: such a one says half. */
const inventedSays = 0.5;

/**
 * How much speaks for an account being shared, 0 to 100, and what. Each kind is judged by itself and the weights are added:
 *
 * - `ttl_behind`, 45: packets from behind a further router (TTL 63 or 127); 60 where both kinds of hosts are there.
 * - `ttl_mixed`, 15: hosts of TTL 64 and of 128 at one address in the same hour, with no router that we know of between.
 * - `many_devices`, 6 for each device of the busiest day beyond four and beyond two more than the sessions sold, at most
 *   30; an invented MAC address counts half.
 * - `two_places`, 40: different devices online at different NAS for an hour or more together; 20 from ten minutes on.
 * - `many_connections`, 10: over 600 connections at once; 20: over 1,500.
 *
 * No piece alone but the TTL of several hosts behind a router reaches the usual threshold of 60: a household with several
 * devices of its own, each with a session of its own, stays far below it.
 */
export function scoreEvidence(facts: SharingFacts): { score: number; evidence: Evidence[] } {
  const found = [
    ttlBehind(facts),
    ttlMixed(facts),
    manyDevices(facts),
    twoPlaces(facts),
    manyConnections(facts),
  ];
  const evidence = found.filter((piece) => piece !== undefined).toSorted((a, b) => b.weight - a.weight);
  const sum = evidence.reduce((total, { weight }) => total + weight, 0);
  return { score: Math.min(100, sum), evidence };
}

function ttlBehind({ ttls }: SharingFacts): Evidence | undefined {
  const behind = behindTtls.filter((ttl) => ttls.includes(ttl));
  if (behind.length === 0) return undefined;
  return { kind: 'ttl_behind', weight: behind.length > 1 ? 60 : 45, figures: { ttls: behind } };
}

function ttlMixed({ bothKindsAtOnce }: SharingFacts): Evidence | undefined {
  if (!bothKindsAtOnce) return undefined;
  return { kind: 'ttl_mixed', weight: 15, figures: { ttls: ownTtls } };
}

function manyDevices({ macsInOneDay, soldSessions }: SharingFacts): Evidence | undefined {
  const { whole, invented } = macsInOneDay;
  const allowed = Math.max(usualDevices, soldSessions + 2);
  const beyond = Math.floor(whole + invented * inventedSays - allowed);
  if (beyond <= 0) return undefined;
  return {
    kind: 'many_devices',
    weight: Math.min(30, beyond * 6),
    figures: { devices: whole + invented, invented, allowed },
  };
}

function twoPlaces({ minutesAtTwoPlaces: minutes }: SharingFacts): Evidence | undefined {
  if (minutes < 10) return undefined;
  return { kind: 'two_places', weight: minutes >= 60 ? 40 : 20, figures: { minutes } };
}

/** The marks of `router/sharing-rules.ts`. */
function manyConnections({ connectionsOver }: SharingFacts): Evidence | undefined {
  if (connectionsOver === null) return undefined;
  const weight = connectionsOver >= 1_500 ? 20 : 10;
  return { kind: 'many_connections', weight, figures: { over: connectionsOver } };
}
