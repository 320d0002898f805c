import { uuidv7 } from '@trunkline/kit';
import type { Actor } from '../../../platform/http/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { parseIpPrefix } from '../../nas/index.ts';
import { lockTenant } from '../../tenancy/index.ts';
import { hotspotErrors } from '../errors.ts';
import type { HotspotDeps } from '../hotspot-deps.ts';
import { mostGardenEntries, readHost, type GardenEntry } from './garden-entry.ts';
import { countEntries, deleteEntry, insertEntry } from './garden-store.ts';

export type NewEntry = Omit<GardenEntry, 'id'>;

/** Opens one more place to who has not logged in. Throws `hotspot.entry_invalid` with the field that is wrong. */
export async function addGardenEntry(deps: HotspotDeps, actor: Actor, input: NewEntry): Promise<GardenEntry> {
  const { tenantId } = actor;
  const entry = { id: uuidv7(deps.clock, deps.random), ...checked(input) };
  await deps.database.inTenant(tenantId, async (tx) => {
    // Two who add the last one at once meet here.
    await lockTenant(tx, { id: tenantId, for: 'change' });
    if ((await countEntries(tx, tenantId)) >= mostGardenEntries) throw hotspotErrors.tooManyEntries();
    await insertEntry(tx, tenantId, entry);
    await recordAudit(tx, actor, {
      ...subjectOf(entry),
      action: 'hotspot.garden_opened',
      before: null,
      after: { ...entry },
    });
  });
  return entry;
}

export async function removeGardenEntry(
  { database }: Pick<HotspotDeps, 'database'>,
  actor: Actor,
  { id }: { id: string },
): Promise<void> {
  const { tenantId } = actor;
  await database.inTenant(tenantId, async (tx) => {
    const entry = await deleteEntry(tx, { tenantId, id });
    if (!entry) throw hotspotErrors.entryNotFound();
    await recordAudit(tx, actor, {
      ...subjectOf(entry),
      action: 'hotspot.garden_closed',
      before: { ...entry },
      after: null,
    });
  });
}

function checked(input: NewEntry): NewEntry {
  const { host, prefix, protocol, port } = input;
  if ((host === null) === (prefix === null))
    throw invalid('host', 'Give a host or a prefix, one of the two.');
  if ((protocol === null) !== (port === null)) throw invalid('port', 'Give protocol and port together.');
  if (host !== null) {
    if (port !== null) throw invalid('port', 'A port belongs to a prefix, not to a host.');
    const read = readHost(host.toLowerCase());
    if (read === undefined) throw invalid('host', 'Write a name such as pay.example.com or *.example.com.');
    return { ...input, host: read };
  }
  const read = parseIpPrefix(prefix!);
  if (!read.ok) throw invalid('prefix', `${prefix!} ${read.fault}`);
  return { ...input, prefix: read.prefix.text };
}

function invalid(field: string, message: string): Error {
  return hotspotErrors.entryInvalid({ details: [{ field, message }] });
}

function subjectOf({ id, host, prefix }: GardenEntry) {
  return { subjectKind: 'walled_garden_entry', subjectId: id, subjectName: host ?? prefix ?? '' };
}
