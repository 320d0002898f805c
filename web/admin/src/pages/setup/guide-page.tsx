import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ButtonLink, NoPermissionState, PageHeader, QueryView } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveEvent } from '../../api/live.ts';
import { useCan } from '../../api/me.ts';
import { FirstLoginStep } from './first-login-step.tsx';
import { FirstPacketStep } from './first-packet-step.tsx';
import { RouterStep } from './router-step.tsx';
import { guideQuery } from './setup-queries.ts';

const lookEveryMs = 2_000;

/** Three steps to a first subscriber online, each turned green by what really happens and by nothing else. */
export function GuidePage(): ReactElement {
  const { t } = useTranslation('setup');
  const queryClient = useQueryClient();
  const mayLook = useCan('nas.read');
  const query = useQuery({
    ...guideQuery,
    enabled: mayLook,
    refetchInterval: ({ state }) => (state.data?.login ? false : lookEveryMs),
  });
  const lookAgain = (): void => void queryClient.invalidateQueries(guideQuery);
  useLiveEvent('nas', lookAgain);
  useLiveEvent('login', lookAgain);
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title={t('guide.title')}
        subtitle={t('guide.subtitle')}
        actions={query.data?.login ? <ButtonLink href="/">{t('guide.leave')}</ButtonLink> : undefined}
      />
      {mayLook ? (
        <QueryView query={query}>
          {(facts) => (
            <ol className="flex flex-col gap-4">
              <RouterStep facts={facts} />
              <FirstPacketStep facts={facts} />
              <FirstLoginStep facts={facts} />
            </ol>
          )}
        </QueryView>
      ) : (
        <NoPermissionState permission="nas.read" />
      )}
    </div>
  );
}
