import { httpErrors } from './errors.ts';

/** Who acts. Made by the HTTP layer from a session or an API key, or by a local process for itself. */
export interface Actor {
  tenantId: string;
  /** Null for API keys, the system and the command line. */
  personId: string | null;
  /** Of the API key that acts, which stands for no person. */
  apiKeyId?: string;
  /** The one thing that the API key is bound to. */
  speaksFor?: string;
  name: string;
  kind: 'staff' | 'api_key' | 'cli' | 'system';
  /** The client's IP address; null when the act came from this machine's own processes. */
  address: string | null;
  /** The bulk task in which this act is one of many; the audit log keeps it. */
  taskId?: string;
  can(permission: string): boolean;
}

/** The installation itself, or a person at its command line: may do everything in this tenant. */
export function localActor(kind: 'cli' | 'system', tenantId: string): Actor {
  return { tenantId, personId: null, name: kind, kind, address: null, can: () => true };
}

/** The id under which the actor's own things and acts are kept: the person's or the API key's. */
export function actorId({ personId, apiKeyId }: Actor): string | null {
  return personId ?? apiKeyId ?? null;
}

/** For what belongs to people. Throws `http.person_required` for an API key. */
export function asPerson(actor: Actor): Actor & { personId: string } {
  const { personId } = actor;
  if (personId === null) throw httpErrors.personRequired();
  return { ...actor, personId };
}
