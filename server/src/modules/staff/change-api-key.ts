import { uuidv7 } from '@trunkline/kit';
import type { Tx } from '../../platform/db/index.ts';
import { requireRevision } from '../../platform/errors.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { lockTenant } from '../tenancy/index.ts';
import { mostApiKeys, permissionOfNas, type ApiKey } from './api-key.ts';
import { toApiKeyAnswer } from './api-key-answer.ts';
import { countApiKeys, findApiKey, insertApiKey, updateApiKey } from './api-key-store.ts';
import { staffErrors } from './errors.ts';
import { requireGrantable } from './require-grantable.ts';
import { mayGrant } from './role.ts';
import type { StaffDeps } from './staff-deps.ts';
import { generateToken, hashToken } from './token.ts';

type Person = Actor & { personId: string };

interface ApiKeyFields {
  name: string;
  permissions: string[];
  expiresAt: Date | null;
  nasId: string | null;
}

/** Makes a key of permissions that its maker holds. The token is returned once; only its hash is kept. */
export async function createApiKey(
  deps: StaffDeps,
  actor: Person,
  input: ApiKeyFields,
): Promise<{ key: ApiKey; token: string }> {
  const { tenantId, personId } = actor;
  const permissions = requireGrantable(deps, actor, input.permissions);
  requireNasOrNot({ permissions, nasId: input.nasId });
  requireFuture(deps, input.expiresAt);
  const token = generateToken(deps.random);
  const key = await deps.database.inTenant(tenantId, async (tx) => {
    // Two who make the last one at once meet here.
    await lockTenant(tx, { id: tenantId, for: 'change' });
    if ((await countApiKeys(tx, tenantId)) >= mostApiKeys) throw staffErrors.tooManyApiKeys();
    const id = uuidv7(deps.clock, deps.random);
    await insertApiKey(tx, {
      tenantId,
      id,
      name: input.name,
      tokenHash: hashToken(token),
      permissions,
      createdBy: personId,
      createdAt: new Date(deps.clock.now()),
      expiresAt: input.expiresAt,
      nasId: input.nasId,
    });
    const made = (await findApiKey(tx, { tenantId, id }))!;
    await record(tx, actor, {
      key: made,
      action: 'staff.api_key_created',
      before: null,
      after: toldOf(made),
    });
    return made;
  });
  return { key, token };
}

/** Holds at the key's next request here, and within a minute elsewhere. */
export async function changeApiKey(
  deps: StaffDeps,
  actor: Person,
  input: {
    id: string;
    revision: number;
    change: { [Field in keyof ApiKeyFields]?: ApiKeyFields[Field] | undefined };
  },
): Promise<ApiKey> {
  const { tenantId } = actor;
  const { id, revision, change } = input;
  const permissions = change.permissions && requireGrantable(deps, actor, change.permissions);
  if (change.expiresAt) requireFuture(deps, change.expiresAt);
  const key = await deps.database.inTenant(tenantId, async (tx) => {
    const before = await requireOwn(tx, actor, id);
    requireRevision(staffErrors.revisionConflict, {
      present: before.revision,
      expected: revision,
      row: toApiKeyAnswer(before, new Date(deps.clock.now())),
    });
    const next = {
      name: change.name ?? before.name,
      permissions: permissions ?? before.permissions,
      expiresAt: change.expiresAt === undefined ? before.expiresAt : change.expiresAt,
      nasId: change.nasId === undefined ? before.nasId : change.nasId,
    };
    if (change.permissions || change.nasId !== undefined) requireNasOrNot(next);
    await updateApiKey(tx, { tenantId, id, change: next });
    const after = (await findApiKey(tx, { tenantId, id }))!;
    await record(tx, actor, {
      key: after,
      action: 'staff.api_key_changed',
      before: toldOf(before),
      after: toldOf(after),
    });
    return after;
  });
  deps.sessions.forgetSession(id);
  return key;
}

/** For ever. Opens nothing any more at once here, and within a minute elsewhere. */
export async function revokeApiKey(deps: StaffDeps, actor: Person, { id }: { id: string }): Promise<void> {
  const { tenantId } = actor;
  const at = new Date(deps.clock.now());
  await deps.database.inTenant(tenantId, async (tx) => {
    const before = await requireOwn(tx, actor, id);
    await updateApiKey(tx, { tenantId, id, change: { revokedAt: at } });
    await record(tx, actor, {
      key: before,
      action: 'staff.api_key_revoked',
      before: toldOf(before),
      after: null,
    });
  });
  deps.sessions.forgetSession(id);
}

/** Locks a key that may still be changed, by who holds all that it holds. */
async function requireOwn(tx: Tx, actor: Actor, id: string): Promise<ApiKey> {
  const key = await findApiKey(tx, { tenantId: actor.tenantId, id, forUpdate: true });
  if (!key) throw staffErrors.apiKeyNotFound();
  if (key.revokedAt) throw staffErrors.apiKeyRevoked();
  if (!mayGrant(actor, { permissions: key.permissions, isOwner: false })) throw staffErrors.outranked();
  return key;
}

/** One that speaks for a NAS asks for logins and reports sessions; nobody else can, since nobody else is a NAS. */
function requireNasOrNot({ permissions, nasId }: Pick<ApiKeyFields, 'permissions' | 'nasId'>): void {
  const speaksForNas = permissions.includes(permissionOfNas);
  if (nasId === null && speaksForNas) {
    throw staffErrors.needsNas({ details: [{ field: 'nasId', message: 'Choose the NAS.' }] });
  }
  if (nasId === null || (speaksForNas && permissions.length === 1)) return;
  throw staffErrors.keyOfNas({
    details: [{ field: 'permissions', message: `Choose ${permissionOfNas} alone.` }],
  });
}

function requireFuture({ clock }: Pick<StaffDeps, 'clock'>, expiresAt: Date | null): void {
  if (expiresAt === null || expiresAt.getTime() > clock.now()) return;
  throw staffErrors.expiresInThePast({
    details: [{ field: 'expiresAt', message: 'Choose an instant in the future.' }],
  });
}

function toldOf({ name, permissions, expiresAt, nasId }: ApiKey): Record<string, unknown> {
  return { name, permissions, expiresAt: expiresAt?.toISOString() ?? null, nasId };
}

function record(
  tx: Tx,
  actor: Actor,
  {
    key,
    ...act
  }: {
    key: ApiKey;
    action: string;
    before: Record<string, unknown> | null;
    after: Record<string, unknown> | null;
  },
): Promise<void> {
  return recordAudit(tx, actor, {
    ...act,
    subjectKind: 'api_key',
    subjectId: key.id,
    subjectName: key.name,
  });
}
