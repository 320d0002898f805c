import type { ErrorDetail } from '../../platform/errors.ts';
import type { Tx } from '../../platform/db/index.ts';
import { parseIpPrefix } from '../nas/index.ts';
import { zoneErrors } from './errors.ts';
import { findOverlaps, findTaken, writePrefixes, type PrefixChange } from './prefix-store.ts';

/** So many faults a person reads; the rest shows when these are mended. */
const mostFaultsTold = 50;

/** Makes these the prefixes of a zone; 400 or 409 naming each that cannot be. */
export async function keepPrefixes(
  tx: Tx,
  { tenantId, id, prefixes: input }: { tenantId: string; id: string; prefixes: readonly string[] },
): Promise<PrefixChange> {
  const prefixes = requirePrefixes(input);
  const overlaps = await findOverlaps(tx, prefixes);
  if (overlaps.length > 0) {
    throw zoneErrors.invalidPrefixes({
      details: overlaps
        .slice(0, mostFaultsTold)
        .map(({ place, of }) => fault(place, `lies in ${prefixes[of]}, which is in the list as well`)),
    });
  }
  const taken = await findTaken(tx, { tenantId, id, prefixes, limit: mostFaultsTold });
  if (taken.length > 0) {
    throw zoneErrors.prefixTaken({
      details: taken.map(({ place, prefix, zoneName }) => fault(place, `overlaps ${prefix} of ${zoneName}`)),
    });
  }
  return writePrefixes(tx, { tenantId, id, prefixes });
}

/** Added and removed prefixes for the audit log: all of them, or how many of a long list. */
export function auditedPrefixes(prefixes: readonly string[]): readonly string[] | number {
  return prefixes.length <= mostPrefixesAudited ? prefixes : prefixes.length;
}

const mostPrefixesAudited = 200;

/** Each in the form that PostgreSQL takes; 400 naming each that is none. */
function requirePrefixes(input: readonly string[]): string[] {
  const parsed = input.map((text) => parseIpPrefix(text));
  const faults = parsed.flatMap((one, place) => (one.ok ? [] : [fault(place, one.fault)]));
  if (faults.length > 0) throw zoneErrors.invalidPrefixes({ details: faults.slice(0, mostFaultsTold) });
  return parsed.flatMap((one) => (one.ok ? [one.prefix.text] : []));
}

function fault(place: number, message: string): ErrorDetail {
  return { field: `prefixes.${place}`, message };
}
