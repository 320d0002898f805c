import type { Clock } from '@trunkline/kit';
import { enterTenant, type Database, type Tx } from '../../platform/db/index.ts';
import type { Authenticator, SignedIn } from '../../platform/http/index.ts';
import { loadSettings } from '../settings/index.ts';
import { rightsOf } from './role.ts';
import { hasSecondFactor } from './second-factor-store.ts';
import { findSessionByToken, type FoundSession } from './session-store.ts';
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
 * Finds who a token stands for, from memory for at most a minute. What this process itself revokes is
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
    const found = await this.#database.acrossTenants((tx) => readSession(tx, { tokenHash, at }));
    if (!found) return undefined;
    const entry = { session: toSignedIn(found), readAtMs, expiresAtMs: found.expiresAt.getTime() };
    // What was read before a revocation must not be remembered after it.
    if (forgets === this.#forgets) this.#remember(tokenHash.toString('base64'), entry);
    return entry.session;
  }

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

/** With what the tenant asks of its staff, which is read as often as the session itself. */
async function readSession(
  tx: Tx,
  wanted: { tokenHash: Buffer; at: Date },
): Promise<(FoundSession & { mustAddSecondFactor: boolean }) | undefined> {
  const found = await findSessionByToken(tx, wanted);
  if (!found) return undefined;
  await enterTenant(tx, found.tenantId);
  const settings = await loadSettings(tx, found.tenantId);
  const mustAddSecondFactor =
    settings['staff.requireSecondFactor'] && !(await hasSecondFactor(tx, found.personId));
  return { ...found, mustAddSecondFactor };
}

function toSignedIn(found: FoundSession & { mustAddSecondFactor: boolean }): SignedIn {
  return {
    sessionId: found.id,
    tenantId: found.tenantId,
    personId: found.personId,
    name: found.personName,
    isOperator: found.isOperator,
    mustChangePassword: found.mustChangePassword,
    mustAddSecondFactor: found.mustAddSecondFactor,
    can: rightsOf(found),
  };
}
