import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';

export interface NewSession {
  tenantId: string;
  id: string;
  tokenHash: Buffer;
  personId: string;
  createdAt: Date;
  expiresAt: Date;
  address: string | null;
  userAgent: string | null;
}

export interface FoundSession {
  id: string;
  tenantId: string;
  personId: string;
  personName: string;
  mustChangePassword: boolean;
  isOperator: boolean;
  isOwner: boolean;
  permissions: string[];
  expiresAt: Date;
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await tx.insertInto('staff.session').values(session).execute();
}

/** The session of a token that holds at this instant, with what its person may do. Needs no tenant. */
export async function findSessionByToken(
  tx: Tx,
  { tokenHash, at }: { tokenHash: Buffer; at: Date },
): Promise<FoundSession | undefined> {
  const { rows } = await sql<FoundSession>`
    select id, tenant_id, person_id, person_name, must_change_password, is_operator, is_owner, permissions, expires_at
    from staff.session_by_token(${tokenHash}, ${at})`.execute(tx);
  return rows[0];
}

export async function revokeSession(
  tx: Tx,
  { tenantId, id, at }: { tenantId: string; id: string; at: Date },
): Promise<void> {
  await tx
    .updateTable('staff.session')
    .set({ revokedAt: at })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .execute();
}

export interface OwnSession {
  id: string;
  createdAt: Date;
  expiresAt: Date;
  address: string | null;
  userAgent: string | null;
}

/** What is open at this instant, the newest first; never more than a person may have. */
export function listOwnSessions(
  tx: Tx,
  { tenantId, personId, at }: { tenantId: string; personId: string; at: Date },
): Promise<OwnSession[]> {
  return tx
    .selectFrom('staff.session')
    .select(['id', 'createdAt', 'expiresAt', 'address', 'userAgent'])
    .where('tenantId', '=', tenantId)
    .where('personId', '=', personId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', at)
    .orderBy('id', 'desc')
    .execute();
}

/** False when the person has no such session open. */
export async function revokeOwnSession(
  tx: Tx,
  { tenantId, personId, id, at }: { tenantId: string; personId: string; id: string; at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('staff.session')
    .set({ revokedAt: at })
    .where('tenantId', '=', tenantId)
    .where('personId', '=', personId)
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Ends a person's sessions in this tenant, except the `kept` newest. */
export async function revokeSessionsHere(
  tx: Tx,
  { tenantId, personId, kept, at }: { tenantId: string; personId: string; kept: number; at: Date },
): Promise<void> {
  await tx
    .updateTable('staff.session')
    .set({ revokedAt: at })
    .where('tenantId', '=', tenantId)
    .where('id', 'in', (inner) =>
      inner
        .selectFrom('staff.session')
        .select('id')
        .where('tenantId', '=', tenantId)
        .where('personId', '=', personId)
        .where('revokedAt', 'is', null)
        .orderBy('id', 'desc')
        .offset(kept),
    )
    .execute();
}

/** Ends a person's sessions in every tenant, except `keptSessionId`. */
export async function revokeSessionsEverywhere(
  tx: Tx,
  { personId, keptSessionId, at }: { personId: string; keptSessionId: string | null; at: Date },
): Promise<void> {
  await sql`select staff.revoke_sessions(${personId}, ${keptSessionId}, ${at})`.execute(tx);
}
