import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';

/** The one row about who the owner of the first start is. It holds no tenant's data and needs no tenant. */
export async function offerSetup(
  tx: Tx,
  { tenantId, personId, codeHash }: { tenantId: string; personId: string; codeHash: Buffer },
): Promise<void> {
  await sql`select staff.offer_setup(${tenantId}, ${personId}, ${codeHash})`.execute(tx);
}

/** A new code for a set-up that is still open; false when there is none. */
export async function renewSetup(tx: Tx, codeHash: Buffer): Promise<boolean> {
  const { rows } = await sql<{ isOpen: boolean }>`
    select staff.renew_setup(${codeHash}) as is_open`.execute(tx);
  return rows[0]!.isOpen;
}

export async function isSetupOpen(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ isOpen: boolean }>`select staff.setup_is_open() as is_open`.execute(tx);
  return rows[0]!.isOpen;
}

/** Whose code this is; closes the set-up for everybody who comes after, when the transaction commits. */
export async function claimSetup(
  tx: Tx,
  { codeHash, at }: { codeHash: Buffer; at: Date },
): Promise<{ tenantId: string; personId: string } | undefined> {
  const { rows } = await sql<{ tenantId: string; personId: string }>`
    select tenant_id, person_id from staff.claim_setup(${codeHash}, ${at})`.execute(tx);
  return rows[0];
}

export async function closeSetup(tx: Tx, at: Date): Promise<void> {
  await sql`select staff.close_setup(${at})`.execute(tx);
}
