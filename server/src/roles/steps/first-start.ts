import { cryptoRandom, systemClock } from '@trunkline/kit';
import { createTenant, offerSetupCode, PasswordHasher, renewSetupCode } from '../../modules/staff/index.ts';
import { isTimeZone, listTenants } from '../../modules/tenancy/index.ts';
import { Database } from '../../platform/db/index.ts';
import { localActor } from '../../platform/http/index.ts';
import type { FromStep, ToStep } from '../supervisor/step-messages.ts';

const tenantCode = 'main';
/** No mailbox: the owner signs in with it until they enter their own. */
const ownerEmail = 'owner@trunkline.local';
const statementTimeoutMs = 10_000;

/**
 * Makes the first tenant and its owner where there is no tenant yet. While nobody has signed in, each start gives a
 * code anew, by which a person becomes that owner on the page of the set-up link.
 */
export async function makeFirstOwner(message: ToStep): Promise<FromStep> {
  if (message.type !== 'first-start') throw new Error(`first-start got ${message.type}`);
  const database = new Database({
    url: message.databaseUrl,
    applicationName: 'trunkline-first-start',
    maxConnections: 1,
    statementTimeoutMs,
  });
  try {
    const tenants = await database.asOperator((tx) => listTenants(tx, { after: undefined, limit: 1 }));
    const deps = { database, clock: systemClock, random: cryptoRandom, hasher: new PasswordHasher() };
    if (tenants.length > 0) {
      const renewed = await renewSetupCode(deps);
      return { type: 'first-start-done', ...(renewed !== undefined && { setupCode: renewed }) };
    }
    const { tenant, owner } = await createTenant(deps, (tenantId) => localActor('system', tenantId), {
      tenant: {
        code: tenantCode,
        name: 'Main',
        company: null,
        email: null,
        currency: 'USD',
        timeZone: machineTimeZone(),
      },
      owner: { email: ownerEmail, name: 'Owner', isOperator: true },
    });
    const { personId, email, password } = owner;
    const setupCode = await offerSetupCode(deps, { tenantId: tenant.id, personId });
    // Null only for a person who was known before, and before the first tenant there is nobody.
    const told = { email, tenant: tenantCode, password: password! };
    return { type: 'first-start-done', owner: told, setupCode };
  } finally {
    await database.close();
  }
}

/** Civil days begin where the machine stands, until somebody says otherwise. */
function machineTimeZone(): string {
  const { timeZone } = new Intl.DateTimeFormat('en').resolvedOptions();
  return isTimeZone(timeZone) ? timeZone : 'UTC';
}
