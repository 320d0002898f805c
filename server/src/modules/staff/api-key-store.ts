import { sql } from 'kysely';
import { violatedConstraint, type Tx } from '../../platform/db/index.ts';
import type { ApiKey } from './api-key.ts';
import { staffErrors } from './errors.ts';

export interface FoundApiKey {
  id: string;
  tenantId: string;
  name: string;
  permissions: string[];
  expiresAt: Date | null;
  nasId: string | null;
}

/** The key of a token that holds at this instant. Needs no tenant. */
export async function findApiKeyByToken(
  tx: Tx,
  { tokenHash, at }: { tokenHash: Buffer; at: Date },
): Promise<FoundApiKey | undefined> {
  const { rows } = await sql<FoundApiKey>`
    select id, tenant_id, name, permissions, expires_at, nas_id
    from staff.api_key_by_token(${tokenHash}, ${at})`.execute(tx);
  return rows[0];
}

interface ApiKeyKey {
  tenantId: string;
  id: string;
}

/** Does nothing when the key was written down as used after `since`. */
export async function touchApiKey(
  tx: Tx,
  { tenantId, id, at, since }: ApiKeyKey & { at: Date; since: Date },
): Promise<void> {
  await tx
    .updateTable('staff.apiKey')
    .set({ lastUsedAt: at })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where((eb) => eb.or([eb('lastUsedAt', 'is', null), eb('lastUsedAt', '<=', since)]))
    .execute();
}

/** Newest first; `before` is the last id of the page before. */
export async function listApiKeys(
  tx: Tx,
  { tenantId, before, limit }: { tenantId: string; before: string | undefined; limit: number },
): Promise<ApiKey[]> {
  let query = apiKeys(tx, tenantId).orderBy('key.id', 'desc').limit(limit);
  if (before !== undefined) query = query.where('key.id', '<', before);
  return (await query.execute()).map(toApiKey);
}

export async function findApiKey(
  tx: Tx,
  { tenantId, id, forUpdate = false }: ApiKeyKey & { forUpdate?: boolean },
): Promise<ApiKey | undefined> {
  const query = apiKeys(tx, tenantId).where('key.id', '=', id);
  const row = await (forUpdate ? query.forUpdate('key') : query).executeTakeFirst();
  return row && toApiKey(row);
}

/** How many there are that nobody revoked. */
export async function countApiKeys(tx: Tx, tenantId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('staff.apiKey')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('tenantId', '=', tenantId)
    .where('revokedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export interface NewApiKey extends ApiKeyKey {
  name: string;
  tokenHash: Buffer;
  permissions: string[];
  createdBy: string;
  createdAt: Date;
  expiresAt: Date | null;
  nasId: string | null;
}

/** Throws `staff.api_key_name_taken` and `staff.unknown_nas`. */
export async function insertApiKey(tx: Tx, key: NewApiKey): Promise<void> {
  await explaining(() => tx.insertInto('staff.apiKey').values(key).execute());
}

type ApiKeyChange = Partial<Pick<ApiKey, 'name' | 'permissions' | 'expiresAt' | 'revokedAt' | 'nasId'>>;

/** Throws `staff.api_key_name_taken` and `staff.unknown_nas`. */
export async function updateApiKey(
  tx: Tx,
  { tenantId, id, change }: ApiKeyKey & { change: ApiKeyChange },
): Promise<void> {
  await explaining(() =>
    tx
      .updateTable('staff.apiKey')
      .set((eb) => ({ ...change, revision: eb('revision', '+', 1) }))
      .where('tenantId', '=', tenantId)
      .where('id', '=', id)
      .execute(),
  );
}

function apiKeys(tx: Tx, tenantId: string) {
  return tx
    .selectFrom('staff.apiKey as key')
    .innerJoin('staff.membership as membership', (join) =>
      join
        .onRef('membership.tenantId', '=', 'key.tenantId')
        .onRef('membership.personId', '=', 'key.createdBy'),
    )
    .innerJoin('staff.person as person', 'person.id', 'key.createdBy')
    .select([
      'key.id',
      'key.name',
      'key.permissions',
      'key.nasId',
      'key.createdBy',
      'person.name as makerName',
      'membership.status as makerStatus',
      'key.createdAt',
      'key.expiresAt',
      'key.revokedAt',
      'key.lastUsedAt',
      'key.revision',
    ])
    .where('key.tenantId', '=', tenantId);
}

function toApiKey({
  createdBy,
  makerName,
  makerStatus,
  ...row
}: Omit<ApiKey, 'madeBy'> & { createdBy: string; makerName: string; makerStatus: string }): ApiKey {
  return { ...row, madeBy: { id: createdBy, name: makerName, isActive: makerStatus === 'active' } };
}

async function explaining<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'api_key_tenant_id_nas_id_fkey') {
      const details = [{ field: 'nasId', message: 'Choose one of your NAS.' }];
      throw staffErrors.unknownNas({ details, cause: error });
    }
    if (constraint !== 'api_key_name') throw error;
    throw staffErrors.apiKeyNameTaken({
      details: [{ field: 'name', message: 'Choose another.' }],
      cause: error,
    });
  }
}
