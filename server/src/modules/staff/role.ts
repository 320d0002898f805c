import type { Actor } from '../../platform/http/index.ts';

export interface Role {
  id: string;
  name: string;
  permissions: string[];
  /** Holds every permission, those of later versions included. */
  isOwner: boolean;
  revision: number;
}

type Rights = Pick<Role, 'permissions' | 'isOwner'>;

/** Stands in no list of permissions, so only those who may do everything can do it. */
const ownersOnly = 'staff.owners_only';

/** What a role allows, as a question. */
export function rightsOf(role: Rights): (permission: string) => boolean {
  if (role.isOwner) return () => true;
  const held = new Set(role.permissions);
  return (permission) => held.has(permission);
}

/** Nobody gives, takes away or touches rights that they do not hold themselves. */
export function mayGrant(actor: Actor, role: Rights): boolean {
  return role.isOwner ? actor.can(ownersOnly) : role.permissions.every((permission) => actor.can(permission));
}
