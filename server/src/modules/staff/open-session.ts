import { uuidv7 } from '@trunkline/kit';
import type { Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { loadSettings } from '../settings/index.ts';
import type { OpenMembership, PersonAtSignIn } from './person-store.ts';
import { insertSession, revokeSessionsHere } from './session-store.ts';
import { closeSetup } from './setup-store.ts';
import type { AccountDeps } from './staff-deps.ts';
import { generateToken, hashToken } from './token.ts';

/** Where a person signs in from. */
export interface SignInPlace {
  address: string;
  userAgent: string | null;
}

export interface OpenedSession {
  token: string;
  expiresAt: Date;
  person: PersonAtSignIn;
  membership: OpenMembership;
}

/** A person's sessions in one tenant; opening one more ends the oldest. */
const maxSessionsPerPerson = 20;
const hourMs = 3_600_000;

/** Opens a session for a person who has proved to be that person, in a transaction of the tenant. */
export async function openSession(
  tx: Tx,
  { clock, random }: Pick<AccountDeps, 'clock' | 'random'>,
  opened: { person: PersonAtSignIn; membership: OpenMembership; place: SignInPlace; by?: string },
): Promise<OpenedSession> {
  const { person, membership, place, by } = opened;
  const { tenantId } = membership;
  const token = generateToken(random);
  const createdAt = new Date(clock.now());
  const settings = await loadSettings(tx, tenantId);
  const expiresAt = new Date(createdAt.getTime() + settings['staff.sessionHours'] * hourMs);
  await insertSession(tx, {
    tenantId,
    id: uuidv7(clock, random),
    personId: person.id,
    tokenHash: hashToken(token),
    createdAt,
    expiresAt,
    ...place,
  });
  await revokeSessionsHere(tx, { tenantId, personId: person.id, kept: maxSessionsPerPerson, at: createdAt });
  // Whoever signs in first has the installation: the code of the first start opens nothing any more.
  await closeSetup(tx, createdAt);
  await recordAudit(tx, actorAtSignIn({ tenantId, person, place }), {
    action: 'staff.signed_in',
    subjectKind: 'staff',
    subjectId: person.id,
    subjectName: person.name,
    before: null,
    after: by === undefined ? null : { secondFactor: by },
  });
  return { token, expiresAt, person, membership };
}

/** Who acts while there is no session yet: may do nothing but stand in the log. */
export function actorAtSignIn({
  tenantId,
  person,
  place,
}: {
  tenantId: string;
  person: Pick<PersonAtSignIn, 'id' | 'name'>;
  place: SignInPlace;
}): Actor {
  const { id: personId, name } = person;
  return { tenantId, personId, name, kind: 'staff', address: place.address, can: () => false };
}
