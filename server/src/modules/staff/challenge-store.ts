import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';

export interface NewChallenge {
  tenantId: string;
  id: string;
  tokenHash: Buffer;
  personId: string;
  passwordSha256: Buffer;
  expiresAt: Date;
}

export interface FoundChallenge {
  id: string;
  tenantId: string;
  tenantCode: string;
  tenantName: string;
  personId: string;
  email: string;
  passwordSha256: Buffer;
}

/** Tells whether a password is still the one a challenge was made with, without keeping its hash twice. */
export function markOf(passwordHash: string): Buffer {
  return createHash('sha256').update(passwordHash).digest();
}

/** Those of the person that are over go with it, so that there are never more than sign-ins are allowed. */
export async function insertChallenge(tx: Tx, challenge: NewChallenge, now: Date): Promise<void> {
  const { tenantId, personId } = challenge;
  await tx
    .deleteFrom('staff.challenge')
    .where('tenantId', '=', tenantId)
    .where('personId', '=', personId)
    .where('expiresAt', '<=', now)
    .execute();
  await tx.insertInto('staff.challenge').values(challenge).execute();
}

/** The challenge of a token that holds at this instant. Needs no tenant. */
export async function findChallengeByToken(
  tx: Tx,
  { tokenHash, at }: { tokenHash: Buffer; at: Date },
): Promise<FoundChallenge | undefined> {
  const { rows } = await sql<FoundChallenge>`
    select id, tenant_id, tenant_code, tenant_name, person_id, email, password_sha256
    from staff.challenge_by_token(${tokenHash}, ${at})`.execute(tx);
  return rows[0];
}

/** False when another request has used it first. */
export async function deleteChallenge(
  tx: Tx,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('staff.challenge')
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}
