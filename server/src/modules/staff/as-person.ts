import type { Actor } from '../../platform/http/index.ts';

/** Sessions belong to people; nothing else signs in. */
export function asPerson(actor: Actor): Actor & { personId: string } {
  const { personId } = actor;
  if (personId === null) throw new Error('a session without a person');
  return { ...actor, personId };
}
