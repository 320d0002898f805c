/** A machine's way in: belongs to the tenant and holds a list of permissions of its own. */
export interface ApiKey {
  id: string;
  name: string;
  permissions: string[];
  /** The NAS that it speaks for; null: none, or one that is gone. */
  nasId: string | null;
  /** Who made it; they need not work here any more. */
  madeBy: { id: string; name: string; isActive: boolean };
  createdAt: Date;
  /** Null: holds until it is revoked. */
  expiresAt: Date | null;
  revokedAt: Date | null;
  /** To within `usedStepMs`; null: never. */
  lastUsedAt: Date | null;
  revision: number;
}

/** Of one tenant, revoked ones not counted. */
export const mostApiKeys = 100;

/** A key in constant use is written down as used no more often than this. */
export const usedStepMs = 15 * 60_000;

/** What a key that speaks for a NAS holds, and no other. */
export const permissionOfNas = 'hotspot.aaa';
