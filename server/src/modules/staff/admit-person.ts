import { uuidv7 } from '@trunkline/kit';
import type { Tx } from '../../platform/db/index.ts';
import { insertMembership } from './membership-store.ts';
import { generatePassword } from './password.ts';
import { findPersonByEmail, insertPerson } from './person-store.ts';
import type { AccountDeps } from './staff-deps.ts';

export interface NewcomerInput {
  email: string;
  name: string;
  /** Takes effect only on a person who is new to the installation. */
  isOperator: boolean;
}

export interface Newcomer {
  email: string;
  name: string;
  isOperator: boolean;
  password: string;
  passwordHash: string;
}

export interface Admitted {
  personId: string;
  /** To be told once; null when the person was known here and keeps their own. */
  password: string | null;
}

/** Prepares a password before the transaction, which hashing would hold open for long. */
export async function prepareNewcomer(
  { hasher, random }: Pick<AccountDeps, 'hasher' | 'random'>,
  { email, name, isOperator }: NewcomerInput,
): Promise<Newcomer> {
  const password = generatePassword(random);
  const passwordHash = await hasher.hash(password);
  return { email: email.toLowerCase(), name, isOperator, password, passwordHash };
}

/**
 * Gives a person a role in the tenant of the transaction. E-mail is unique in the installation: who is
 * known gets the membership only, and neither name nor password is touched. Throws `staff.already_member`.
 */
export async function admitPerson(
  tx: Tx,
  { clock, random }: Pick<AccountDeps, 'clock' | 'random'>,
  { tenantId, roleId, newcomer }: { tenantId: string; roleId: string; newcomer: Newcomer },
): Promise<Admitted> {
  const { email, name, isOperator, passwordHash, password } = newcomer;
  const id = uuidv7(clock, random);
  // Inserting first decides between two who add the same person at once; looking first would not.
  const isNew = await insertPerson(tx, {
    id,
    email,
    name,
    isOperator,
    passwordHash,
    mustChangePassword: true,
  });
  const personId = isNew ? id : (await findPersonByEmail(tx, email))!.id;
  await insertMembership(tx, { tenantId, personId, roleId });
  return { personId, password: isNew ? password : null };
}
