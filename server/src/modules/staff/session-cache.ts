import type { Clock } from '@trunkline/kit';
import { enterTenant, type Database, type Tx } from '../../platform/db/index.ts';
import type { Authenticator, SignedIn } from '../../platform/http/index.ts';
import { loadSettings } from '../settings/index.ts';
import { usedStepMs } from './api-key.ts';
import { findApiKeyByToken, touchApiKey } from './api-key-store.ts';
import { rightsOf } from './role.ts';
import { hasSecondFactor } from './second-factor-store.ts';
import { findSessionByToken } from './session-store.ts';
import { hashToken } from './token.ts';

/** How long a revocation made by another process may go unnoticed here. */
const maxAgeMs = 60_000;
const maxSessions = 10_000;

interface Entry {
  session: SignedIn;
  readAtMs: number;
  expiresAtMs: number;
}

/**
 * Finds who a token stands for, a session or an API key, from memory for at most a minute. What this process itself revokes is
 * forgotten at once. Nothing is remembered of unknown tokens.
 */
export class SessionCache implements Authenticator {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();
  /** Look-ups under way: what comes with the same token meanwhile waits for the same answer. */
  readonly #finding = new Map<string, Promise<SignedIn | undefined>>();
  #forgets = 0;

  constructor({ database, clock }: { database: Database; clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  remembered(token: string): SignedIn | undefined {
    const key = hashToken(token).toString('base64');
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    const isFresh =
      this.#clock.monotonic() - entry.readAtMs < maxAgeMs && this.#clock.now() < entry.expiresAtMs;
    if (!isFresh) this.#entries.delete(key);
    return isFresh ? entry.session : undefined;
  }

  find(token: string): Promise<SignedIn | undefined> {
    const tokenHash = hashToken(token);
    const key = tokenHash.toString('base64');
    const underWay = this.#finding.get(key);
    if (underWay) return underWay;
    const finding = this.#read(tokenHash).finally(() => {
      if (this.#finding.get(key) === finding) this.#finding.delete(key);
    });
    this.#finding.set(key, finding);
    return finding;
  }

  async #read(tokenHash: Buffer): Promise<SignedIn | undefined> {
    const forgets = this.#forgets;
    const readAtMs = this.#clock.monotonic();
    const at = new Date(this.#clock.now());
    const wanted = { tokenHash, at };
    const found = await this.#database.acrossTenants(
      async (tx) => (await readSession(tx, wanted)) ?? (await readApiKey(tx, wanted)),
    );
    if (!found) return undefined;
    const entry = { session: found.signedIn, readAtMs, expiresAtMs: found.expiresAtMs };
    // What was read before a revocation must not be remembered after it.
    if (forgets === this.#forgets) this.#remember(tokenHash.toString('base64'), entry);
    return entry.session;
  }

  /** A session or an API key. */
  forgetSession(sessionId: string): void {
    this.#forget((session) => session.sessionId === sessionId);
  }

  forgetPerson(personId: string): void {
    this.#forget((session) => session.personId === personId);
  }

  forgetTenant(tenantId: string): void {
    this.#forget((session) => session.tenantId === tenantId);
  }

  #remember(key: string, entry: Entry): void {
    if (this.#entries.size >= maxSessions) {
      const oldest = this.#entries.keys().next();
      if (!oldest.done) this.#entries.delete(oldest.value);
    }
    this.#entries.set(key, entry);
  }

  #forget(isMeant: (session: SignedIn) => boolean): void {
    this.#forgets++;
    // Nor does one who comes after a revocation wait for what was read before it.
    this.#finding.clear();
    for (const [key, { session }] of this.#entries) if (isMeant(session)) this.#entries.delete(key);
  }
}

type Found = { signedIn: SignedIn; expiresAtMs: number };

/** With what the tenant asks of its staff, which is read as often as the session itself. */
async function readSession(tx: Tx, wanted: { tokenHash: Buffer; at: Date }): Promise<Found | undefined> {
  const found = await findSessionByToken(tx, wanted);
  if (!found) return undefined;
  const { id, tenantId, personId, personName, isOperator, mustChangePassword, expiresAt } = found;
  await enterTenant(tx, tenantId);
  const settings = await loadSettings(tx, tenantId);
  const mustAddSecondFactor = settings['staff.requireSecondFactor'] && !(await hasSecondFactor(tx, personId));
  const signedIn: SignedIn = {
    kind: 'staff',
    sessionId: id,
    tenantId,
    personId,
    name: personName,
    isOperator,
    mustChangePassword,
    mustAddSecondFactor,
    can: rightsOf(found),
  };
  return { signedIn, expiresAtMs: expiresAt.getTime() };
}

/** A key runs no installation and has neither password nor second factor to see to. */
async function readApiKey(tx: Tx, wanted: { tokenHash: Buffer; at: Date }): Promise<Found | undefined> {
  const found = await findApiKeyByToken(tx, wanted);
  if (!found) return undefined;
  const { id, tenantId, name, permissions, expiresAt, nasId } = found;
  await enterTenant(tx, tenantId);
  const speaksFor = nasId === null ? undefined : await nasOf(tx, { tenantId, nasId });
  const { at } = wanted;
  await touchApiKey(tx, { tenantId, id, at, since: new Date(at.getTime() - usedStepMs) });
  const signedIn: SignedIn = {
    kind: 'api_key',
    sessionId: id,
    tenantId,
    personId: null,
    name,
    isOperator: false,
    mustChangePassword: false,
    mustAddSecondFactor: false,
    ...(speaksFor && { speaksFor }),
    can: rightsOf({ permissions, isOwner: false }),
  };
  return { signedIn, expiresAtMs: expiresAt?.getTime() ?? Infinity };
}

async function nasOf(
  tx: Tx,
  { tenantId, nasId }: { tenantId: string; nasId: string },
): Promise<NonNullable<SignedIn['speaksFor']>> {
  const settings = await loadSettings(tx, tenantId);
  return { id: nasId, requestsPerMinute: settings['hotspot.requestsPerMinute'] };
}
