import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { allRolesQuery, changeRole, type Role } from './role-queries.ts';

export interface RoleDrafts {
  /** What a role would hold. */
  heldBy: (role: Role) => ReadonlySet<string>;
  toggle: (role: Role, permission: string, isHeld: boolean) => void;
  changed: Role[];
  isSaving: boolean;
  /** The role that could not be saved, and why. */
  failure: { role: Role; error: unknown } | undefined;
  save: () => Promise<boolean>;
  discard: () => void;
}

/** Ticks that are not saved yet. Roles are saved one by one; the first that is refused stops it and keeps its ticks. */
export function useRoleDrafts(roles: readonly Role[]): RoleDrafts {
  const queries = useQueryClient();
  const [drafts, setDrafts] = useState<ReadonlyMap<string, ReadonlySet<string>>>(new Map());
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<RoleDrafts['failure']>();
  const heldBy = (role: Role): ReadonlySet<string> => drafts.get(role.id) ?? new Set(role.permissions);
  const changed = roles.filter((role) => !isSame(heldBy(role), role.permissions));
  const discard = (): void => {
    setDrafts(new Map());
    setFailure(undefined);
    void queries.invalidateQueries({ queryKey: allRolesQuery.queryKey });
  };
  const save = async (): Promise<boolean> => {
    setSaving(true);
    setFailure(undefined);
    try {
      for (const role of changed) {
        const error = await saveOne(role, [...heldBy(role)]);
        if (error !== undefined) {
          setFailure({ role, error });
          return false;
        }
      }
      setDrafts(new Map());
      return true;
    } finally {
      setSaving(false);
    }
  };
  const saveOne = async (role: Role, permissions: string[]): Promise<unknown> => {
    try {
      const saved = await changeRole(role, { permissions });
      queries.setQueryData(allRolesQuery.queryKey, (all) =>
        all?.map((one) => (one.id === saved.id ? saved : one)),
      );
      return undefined;
    } catch (error) {
      return error ?? new Error('refused');
    }
  };
  return {
    heldBy,
    changed,
    isSaving,
    failure,
    save,
    discard,
    toggle: (role, permission, isHeld) => {
      const next = new Set(heldBy(role));
      if (isHeld) next.add(permission);
      else next.delete(permission);
      setDrafts(new Map(drafts).set(role.id, next));
    },
  };
}

function isSame(held: ReadonlySet<string>, permissions: readonly string[]): boolean {
  return held.size === permissions.length && permissions.every((code) => held.has(code));
}
