import type { Tx } from '../../platform/db/index.ts';

/** All in a transaction of a tenant that the person belongs to. */
export interface SecondFactor {
  personId: string;
  secretSealed: Buffer;
  /** Null until a first code has proved that the person's app has the secret. */
  confirmedAt: Date | null;
  lastStep: bigint;
  recoveryHashes: Buffer[];
  failures: number;
  blockedUntil: Date | null;
}

const columns = [
  'personId',
  'secretSealed',
  'confirmedAt',
  'lastStep',
  'recoveryHashes',
  'failures',
  'blockedUntil',
] as const;

export async function findSecondFactor(
  tx: Tx,
  { personId, forUpdate = false }: { personId: string; forUpdate?: boolean },
): Promise<SecondFactor | undefined> {
  const query = tx.selectFrom('staff.secondFactor').select(columns).where('personId', '=', personId);
  return (forUpdate ? query.forUpdate() : query).executeTakeFirst();
}

/** Whether the person signs in with a second factor. */
export async function hasSecondFactor(tx: Tx, personId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('staff.secondFactor')
    .select('personId')
    .where('personId', '=', personId)
    .where('confirmedAt', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Begins an enrolment anew. False when there is a confirmed one, which is disabled first. */
export async function offerSecondFactor(
  tx: Tx,
  { personId, secretSealed }: { personId: string; secretSealed: Buffer },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('staff.secondFactor')
    .values({ personId, secretSealed })
    .onConflict((conflict) =>
      conflict
        .column('personId')
        .doUpdateSet({ secretSealed })
        .where('staff.secondFactor.confirmedAt', 'is', null),
    )
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export async function updateSecondFactor(
  tx: Tx,
  { personId, change }: { personId: string; change: Partial<Omit<SecondFactor, 'personId'>> },
): Promise<void> {
  await tx.updateTable('staff.secondFactor').set(change).where('personId', '=', personId).execute();
}

export async function deleteSecondFactor(tx: Tx, personId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('staff.secondFactor')
    .where('personId', '=', personId)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}
