import { sql } from 'kysely';
import { violatedConstraint, type Tx } from '../../platform/db/index.ts';
import { staffErrors } from './errors.ts';

export interface PersonAtSignIn {
  id: string;
  name: string;
  passwordHash: string;
  mustChangePassword: boolean;
  isOperator: boolean;
}

/** A tenant in which a person may be signed in now. */
export interface OpenMembership {
  tenantId: string;
  tenantCode: string;
  tenantName: string;
}

/** Answers for one exact address, whatever the tenant. */
export async function findPersonByEmail(tx: Tx, email: string): Promise<PersonAtSignIn | undefined> {
  const { rows } = await sql<PersonAtSignIn>`
    select id, name, password_hash, must_change_password, is_operator from staff.person_by_email(${email})`.execute(
    tx,
  );
  return rows[0];
}

/** Active memberships in active tenants, by code. */
export async function openMemberships(tx: Tx, personId: string): Promise<OpenMembership[]> {
  const { rows } = await sql<OpenMembership>`
    select tenant_id, tenant_code, tenant_name from staff.memberships_of(${personId})`.execute(tx);
  return rows;
}

export interface NewPerson {
  id: string;
  email: string;
  name: string;
  passwordHash: string;
  mustChangePassword: boolean;
  isOperator: boolean;
}

/**
 * False when somebody else has just added a person with this e-mail. The row is seen only once a membership
 * makes it so, so nothing of it is returned.
 */
export async function insertPerson(tx: Tx, person: NewPerson): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('staff.person')
    .values(person)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/**
 * Whether this is still the person's password, which then stays so until the transaction ends. In a
 * transaction of a tenant that the person belongs to.
 */
export async function holdPassword(
  tx: Tx,
  { personId, passwordHash }: { personId: string; passwordHash: string },
): Promise<boolean> {
  const row = await tx
    .selectFrom('staff.person')
    .select('id')
    .where('id', '=', personId)
    .where('passwordHash', '=', passwordHash)
    .forShare()
    .executeTakeFirst();
  return row !== undefined;
}

/** Sign-ins of this person that are under way are over before this resolves, and others wait for the transaction. */
export async function lockSignIns(tx: Tx, personId: string): Promise<void> {
  await tx.selectFrom('staff.person').select('id').where('id', '=', personId).forNoKeyUpdate().execute();
}

/** In a transaction of a tenant that the person belongs to. */
export async function updatePassword(
  tx: Tx,
  {
    personId,
    passwordHash,
    mustChangePassword,
  }: { personId: string; passwordHash: string; mustChangePassword: boolean },
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('staff.person')
    .set((expression) => ({ passwordHash, mustChangePassword, revision: expression('revision', '+', 1) }))
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) throw new Error('the person is not seen from this tenant');
}

/** In a transaction of a tenant that the person belongs to. Throws `staff.email_taken`. */
export async function updateProfile(
  tx: Tx,
  { personId, name, email }: { personId: string; name: string; email: string },
): Promise<void> {
  try {
    await tx
      .updateTable('staff.person')
      .set((expression) => ({ name, email, revision: expression('revision', '+', 1) }))
      .where('id', '=', personId)
      .execute();
  } catch (error) {
    if (violatedConstraint(error) !== 'person_email_key') throw error;
    throw staffErrors.emailTaken({
      details: [{ field: 'email', message: 'Use another address.' }],
      cause: error,
    });
  }
}
