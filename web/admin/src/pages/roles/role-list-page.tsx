import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  Button,
  Callout,
  ConfirmDialog,
  ErrorWords,
  describeError,
  NoPermissionState,
  PageHeader,
  QueryView,
  useShortcut,
  useToast,
} from '@trunkline/web-ui';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { useCan } from '../../api/me.ts';
import { PermissionMatrix } from './permission-matrix.tsx';
import { usePermissionGroups } from './permission-words.ts';
import { RoleDrawer } from './role-drawer.tsx';
import { allRolesQuery, permissionsQuery, type Role } from './role-queries.ts';
import { useRoleDrafts, type RoleDrafts } from './use-role-drafts.ts';

const noCodes: string[] = [];

export function RoleListPage(): ReactElement {
  const { t } = useTranslation('roles');
  const mayRead = useCan('staff.read');
  const mayWrite = useCan('staff.write_roles');
  const [subject, setSubject] = useState<'add' | Role>();
  const roles = useQuery({ ...allRolesQuery, enabled: mayRead });
  useShortcut({ keys: 'n', label: t('add.title'), run: () => setSubject('add'), isEnabled: mayWrite });
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        actions={
          mayWrite && (
            <Button variant="primary" icon={Plus} onClick={() => setSubject('add')}>
              {t('add.open')}
            </Button>
          )
        }
      />
      {mayRead ? (
        <QueryView query={roles}>{(all) => <Roles roles={all} onRename={setSubject} />}</QueryView>
      ) : (
        <NoPermissionState permission="staff.read" />
      )}
      <RoleDrawer subject={subject} roles={roles.data ?? []} onClose={() => setSubject(undefined)} />
    </>
  );
}

function Roles({ roles, onRename }: { roles: Role[]; onRename: (role: Role) => void }): ReactElement {
  const { t } = useTranslation('roles');
  const drafts = useRoleDrafts(roles);
  const [leaving, setLeaving] = useState<Role>();
  const permissions = useQuery(permissionsQuery);
  const groups = usePermissionGroups(permissions.data ?? noCodes);
  return (
    <div className="flex flex-col gap-3">
      <DraftBar drafts={drafts} />
      <QueryView query={permissions}>
        {() => (
          <PermissionMatrix
            roles={roles}
            groups={groups}
            drafts={drafts}
            menuOf={(role) => [
              { id: 'rename', label: t('rename.open'), icon: Pencil, onSelect: () => onRename(role) },
              {
                id: 'delete',
                label: t('delete.open'),
                icon: Trash2,
                onSelect: () => setLeaving(role),
                isDanger: true,
              },
            ]}
          />
        )}
      </QueryView>
      <DeleteDialog role={leaving} onClose={() => setLeaving(undefined)} />
    </div>
  );
}

/** What is not saved yet, and what became of saving it. */
function DraftBar({ drafts }: { drafts: RoleDrafts }): ReactElement | null {
  const { t } = useTranslation('roles');
  const toast = useToast();
  const { changed, failure, isSaving } = drafts;
  if (changed.length === 0 && !failure) return null;
  const save = async (): Promise<void> => {
    if (await drafts.save()) toast({ tone: 'ok', title: t('saved') });
  };
  return (
    <Callout
      tone={failure ? 'bad' : 'info'}
      live={failure ? 'assertive' : 'polite'}
      title={failure ? t('failed', { name: failure.role.name }) : t('changed', { count: changed.length })}
      actions={
        <>
          <Button onClick={drafts.discard} disabled={isSaving}>
            {failure ? t('reload') : t('discard')}
          </Button>
          <Button variant="primary" onClick={() => void save()} isPending={isSaving}>
            {t('save')}
          </Button>
        </>
      }
    >
      {failure && <ErrorWords error={describeError(failure.error)} />}
    </Callout>
  );
}

function DeleteDialog({ role, onClose }: { role: Role | undefined; onClose: () => void }): ReactElement {
  const { t } = useTranslation('roles');
  const queries = useQueryClient();
  const remove = async (): Promise<void> => {
    if (!role) return;
    await answerOf(api.DELETE('/api/roles/{id}', { params: { path: { id: role.id } } }));
    await queries.invalidateQueries({ queryKey: ['roles'] });
  };
  return (
    <ConfirmDialog
      isOpen={role !== undefined}
      onClose={onClose}
      title={t('delete.question', { name: role?.name ?? '' })}
      confirmLabel={t('delete.open')}
      onConfirm={remove}
      isDanger
    >
      {t('delete.text')}
    </ConfirmDialog>
  );
}
