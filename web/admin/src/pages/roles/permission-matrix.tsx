import { CheckboxInput, Menu, type MenuItems } from '@trunkline/web-ui';
import { Check, Minus } from 'lucide-react';
import { Fragment, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan, useMe } from '../../api/me.ts';
import type { PermissionGroup } from './permission-words.ts';
import type { Role } from './role-queries.ts';
import type { RoleDrafts } from './use-role-drafts.ts';

interface PermissionMatrixProps {
  roles: readonly Role[];
  groups: readonly PermissionGroup[];
  drafts: RoleDrafts;
  menuOf: (role: Role) => MenuItems;
}

/** Permissions by module down, roles across; the owner's column is fixed. */
export function PermissionMatrix({ roles, groups, drafts, menuOf }: PermissionMatrixProps): ReactElement {
  const { t } = useTranslation('roles');
  const mayWrite = useCan('staff.write_roles');
  return (
    // Scrolls both ways, so the keyboard must be able to reach it.
    <section
      className="max-h-[calc(100dvh-11rem)] overflow-auto phone:max-h-[calc(100dvh-15rem)] rounded-lg border border-line bg-surface shadow-card"
      aria-label={t('matrix')}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className="w-full border-separate border-spacing-0 text-start">
        <caption className="sr-only">{t('matrix')}</caption>
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky start-0 top-0 z-20 min-w-44 border-b border-line bg-surface px-4 py-2 text-start align-bottom font-medium text-muted phone:min-w-36"
            >
              {t('permissionColumn')}
            </th>
            {roles.map((role) => (
              <RoleHead
                key={role.id}
                role={role}
                menu={mayWrite && !role.isOwner ? menuOf(role) : []}
                drafts={drafts}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(({ module, label, permissions }) => (
            <Fragment key={module}>
              <tr>
                <th
                  scope="colgroup"
                  colSpan={roles.length + 1}
                  className="border-b border-line bg-canvas px-4 py-1 text-start text-sm font-semibold"
                >
                  <span className="sticky start-4">{label}</span>
                </th>
              </tr>
              {permissions.map((permission) => (
                <PermissionRow key={permission.code} permission={permission} roles={roles} drafts={drafts} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RoleHeadProps {
  role: Role;
  menu: MenuItems;
  drafts: RoleDrafts;
}

function RoleHead({ role, menu, drafts }: RoleHeadProps): ReactElement {
  const { t } = useTranslation('roles');
  return (
    <th
      scope="col"
      className="sticky top-0 z-10 min-w-32 phone:min-w-40 max-w-44 border-b border-line bg-surface px-3 py-2 text-center align-top font-semibold"
    >
      <div className="flex min-h-8 items-center justify-center gap-1">
        <bdi className="wrap-anywhere">{role.name}</bdi>
        {menu.length > 0 && <Menu items={menu} label={t('actions', { name: role.name })} />}
      </div>
      <div className="text-sm font-normal text-muted">
        {role.isOwner ? t('ownerNote') : t('count', { count: drafts.heldBy(role).size })}
      </div>
    </th>
  );
}

interface PermissionRowProps {
  permission: PermissionGroup['permissions'][number];
  roles: readonly Role[];
  drafts: RoleDrafts;
}

function PermissionRow({ permission, roles, drafts }: PermissionRowProps): ReactElement {
  return (
    <tr className="group">
      <th
        scope="row"
        className="sticky start-0 z-10 border-b border-line bg-surface px-4 py-1.5 text-start font-normal group-hover:bg-hover"
      >
        {permission.label}
      </th>
      {roles.map((role) => (
        <td key={role.id} className="border-b border-line px-3 py-1.5 text-center group-hover:bg-hover">
          <PermissionCell permission={permission} role={role} drafts={drafts} />
        </td>
      ))}
    </tr>
  );
}

interface PermissionCellProps {
  permission: PermissionGroup['permissions'][number];
  role: Role;
  drafts: RoleDrafts;
}

/** A tick box where the person may change it, else a mark. Nobody gives, takes or touches what they do not hold. */
function PermissionCell({ permission, role, drafts }: PermissionCellProps): ReactElement {
  const { t } = useTranslation('roles');
  const mayWrite = useCan('staff.write_roles');
  const { permissions: own } = useMe();
  const isHeld = role.isOwner || drafts.heldBy(role).has(permission.code);
  const isOutranked = !role.permissions.every((code) => own.includes(code));
  const isLacking = !own.includes(permission.code);
  if (role.isOwner || !mayWrite || isOutranked || isLacking) {
    const Icon = isHeld ? Check : Minus;
    const why = role.isOwner || !mayWrite ? undefined : t(isOutranked ? 'outranked' : 'lacking');
    return (
      <span title={why} className={isHeld ? 'text-ok-fg' : 'text-muted'}>
        <Icon size={16} aria-hidden className="mx-auto" />
        <span className="sr-only">{t(isHeld ? 'held' : 'notHeld')}</span>
      </span>
    );
  }
  return (
    <CheckboxInput
      isChecked={isHeld}
      onChange={(isChecked) => drafts.toggle(role, permission.code, isChecked)}
      aria-label={t('cell', { role: role.name, permission: permission.label })}
      disabled={drafts.isSaving}
      className="align-middle"
    />
  );
}
