import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Button, Card, ConfirmDialog, QueryView, StatusChip, useFormat, useToast } from '@trunkline/web-ui';
import { MonitorSmartphone, SquareTerminal } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { nameBrowser } from './name-browser.ts';
import { ownSessionsQuery } from './profile-queries.ts';

interface OwnSession {
  id: string;
  createdAt: string;
  address: string | null;
  userAgent: string | null;
  isThis: boolean;
}

/** Where the person is signed in, each to be ended, or all at once. */
export function OwnSessionsCard(): ReactElement {
  const { t } = useTranslation('profile');
  const query = useQuery(ownSessionsQuery);
  const [isAsking, setAsking] = useState(false);
  return (
    <Card
      title={t('sessions.title')}
      subtitle={t('sessions.subtitle')}
      isPadded={false}
      actions={
        <Button size="sm" onClick={() => setAsking(true)}>
          {t('sessions.endAll')}
        </Button>
      }
    >
      <QueryView query={query} isCompact>
        {(sessions) => (
          <ul className="divide-y divide-line">
            {sessions.map((session) => (
              <SessionLine key={session.id} session={session} />
            ))}
          </ul>
        )}
      </QueryView>
      <EndAllDialog isOpen={isAsking} onClose={() => setAsking(false)} />
    </Card>
  );
}

function SessionLine({ session }: { session: OwnSession }): ReactElement {
  const { t } = useTranslation('profile');
  const format = useFormat();
  const { name, isProgram } = nameBrowser(session.userAgent);
  const Icon = isProgram ? SquareTerminal : MonitorSmartphone;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
      <Icon size={18} aria-hidden className="shrink-0 text-muted" />
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <bdi>{name ?? t('sessions.unknown')}</bdi>
          {session.isThis && <StatusChip tone="ok">{t('sessions.this')}</StatusChip>}
        </p>
        <p className="text-sm text-muted">
          {t('sessions.since', { at: format.instant(session.createdAt) })}
          {session.address && (
            <>
              {' · '}
              <bdi dir="ltr" className="font-mono">
                {session.address}
              </bdi>
            </>
          )}
        </p>
      </div>
      {!session.isThis && <EndButton session={session} />}
    </li>
  );
}

function EndButton({ session }: { session: OwnSession }): ReactElement {
  const { t } = useTranslation('profile');
  const queryClient = useQueryClient();
  const toast = useToast();
  const end = useMutation({
    mutationFn: () =>
      answerOf(api.DELETE('/api/auth/sessions/{id}', { params: { path: { id: session.id } } })),
    onSuccess: () => toast({ title: t('sessions.ended') }),
    onError: () => toast({ title: t('sessions.notEnded'), tone: 'bad' }),
    onSettled: () => queryClient.invalidateQueries(ownSessionsQuery),
  });
  return (
    <Button size="sm" isPending={end.isPending} onClick={() => end.mutate()}>
      {t('sessions.end')}
    </Button>
  );
}

function EndAllDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): ReactElement {
  const { t } = useTranslation('profile');
  const router = useRouter();
  const queryClient = useQueryClient();
  const endAll = async (): Promise<void> => {
    await answerOf(api.POST('/api/auth/logout-everywhere'));
    queryClient.clear();
    await router.navigate({ to: '/sign-in' });
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('sessions.endAll')}
      confirmLabel={t('sessions.endAll')}
      onConfirm={endAll}
      isDanger
    >
      {t('sessions.endAllText')}
    </ConfirmDialog>
  );
}
