import type { Clock, Random } from '@trunkline/kit';
import type { Database, Tx } from '../../../platform/db/index.ts';
import type { Actor } from '../../../platform/http/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { freeradiusErrors } from '../errors.ts';
import { scramVerifier } from './scram-verifier.ts';
import { closeLogin, deleteAllRows, lockOn, openLogin, putOff, putOn } from './switch-store.ts';

export interface SwitchDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
}

/** The login of the tenant's FreeRADIUS; its password is told this once. */
export interface OpenedLogin {
  readonly databaseRole: string;
  readonly password: string;
}

/** Turns the bridge of a tenant on: a login of its own now, rows within seconds by the worker. */
export function turnOn(deps: SwitchDeps, actor: Actor): Promise<OpenedLogin> {
  const { tenantId } = actor;
  return deps.database.inTenant(tenantId, async (tx) => {
    const now = new Date(deps.clock.now());
    if (!(await putOn(tx, { tenantId, now }))) throw freeradiusErrors.isOn();
    const login = await makeLogin(deps, tx, tenantId);
    await audit(tx, actor, 'freeradius.turned_on', { isOn: false }, { isOn: true });
    return login;
  });
}

/** Turns it off: rows and login are gone with the commit, connections that are open end. */
export function turnOff(deps: SwitchDeps, actor: Actor): Promise<void> {
  const { tenantId } = actor;
  return deps.database.inTenant(tenantId, async (tx) => {
    const now = new Date(deps.clock.now());
    if (!(await putOff(tx, { tenantId, now }))) throw freeradiusErrors.isOff();
    await deleteAllRows(tx, tenantId);
    await closeLogin(tx, tenantId);
    await audit(tx, actor, 'freeradius.turned_off', { isOn: true }, { isOn: false });
  });
}

/** Another password; the login is made anew, so that who knew the old one is out at once. */
export function renewPassword(deps: SwitchDeps, actor: Actor): Promise<OpenedLogin> {
  const { tenantId } = actor;
  return deps.database.inTenant(tenantId, async (tx) => {
    if (!(await lockOn(tx, tenantId))) throw freeradiusErrors.isOff();
    await closeLogin(tx, tenantId);
    const login = await makeLogin(deps, tx, tenantId);
    await audit(tx, actor, 'freeradius.password_renewed', null, null);
    return login;
  });
}

const passwordBytes = 24;
const saltBytes = 16;

async function makeLogin({ random }: SwitchDeps, tx: Tx, tenantId: string): Promise<OpenedLogin> {
  const password = bytesOf(random, passwordBytes).toString('base64url');
  const verifier = scramVerifier(password, bytesOf(random, saltBytes));
  return { databaseRole: await openLogin(tx, { tenantId, verifier }), password };
}

function bytesOf(random: Random, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  random.fill(bytes);
  return bytes;
}

function audit(
  tx: Tx,
  actor: Actor,
  action: string,
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): Promise<void> {
  return recordAudit(tx, actor, {
    action,
    subjectKind: 'tenant',
    subjectId: actor.tenantId,
    subjectName: null,
    before,
    after,
  });
}
