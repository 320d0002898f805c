import { CannotOpen, type Sealer } from '../../platform/keys/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { sealedPlaces, type SealedPlace, type SealedValue } from './sealed-places.ts';

/** Rows in one transaction: short enough that nobody waits for it, and the change feed keeps up. */
const batchRows = 500;

export interface ResealResult {
  resealed: number;
  /** Where a value opens under none of the keys, and which row. It was left as it is. */
  unopened: string[];
}

/**
 * Seals every value anew that is not under the newest key, tenant by tenant, in short transactions. May be
 * interrupted at any point and called again; what is done stays done. `database` connects as the api.
 */
export async function resealValues(
  { database, sealer }: { database: Database; sealer: Sealer },
  { onBatch, signal }: { onBatch: (resealedSoFar: number) => void; signal: AbortSignal },
): Promise<ResealResult> {
  const result: ResealResult = { resealed: 0, unopened: [] };
  const tenants = await database.asOperator((tx) =>
    tx.selectFrom('tenancy.tenant').select('id').orderBy('id').execute(),
  );
  for (const { id: tenantId } of tenants) {
    for (const place of sealedPlaces) {
      let after: string | undefined;
      do {
        signal.throwIfAborted();
        after = await resealBatch({ database, sealer }, { place, tenantId, after, result });
        onBatch(result.resealed);
      } while (after !== undefined);
    }
  }
  return result;
}

/** Returns where to go on, or undefined at the end. */
async function resealBatch(
  { database, sealer }: { database: Database; sealer: Sealer },
  batch: { place: SealedPlace; tenantId: string; after: string | undefined; result: ResealResult },
): Promise<string | undefined> {
  const { place, tenantId, after, result } = batch;
  return database.inTenant(tenantId, async (tx) => {
    const rows = await place.read(tx, { tenantId, after, exceptKeyId: sealer.keyId, limit: batchRows });
    const values: SealedValue[] = [];
    for (const { id, sealed } of rows) {
      try {
        values.push({ id, sealed: place.reseal(sealer, { tenantId, id }, sealed) });
      } catch (error) {
        if (!(error instanceof CannotOpen)) throw error;
        result.unopened.push(`${place.name} of ${id}: ${error.reason}`);
      }
    }
    if (values.length > 0) await place.write(tx, { tenantId, values });
    result.resealed += values.length;
    return rows.length < batchRows ? undefined : rows.at(-1)!.id;
  });
}
