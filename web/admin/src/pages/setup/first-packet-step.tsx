import { useQuery } from '@tanstack/react-query';
import { Button, CodeBlock, KeyValueList, CopyText, QueryView, useFormat } from '@trunkline/web-ui';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { useCan } from '../../api/me.ts';
import type { GuideFacts } from './guide-facts.ts';
import { GuideStep } from './guide-step.tsx';

/** What the router must be told; done when a packet of it has really come. */
export function FirstPacketStep({ facts }: { facts: GuideFacts }): ReactElement {
  const { t } = useTranslation('setup');
  const format = useFormat();
  const { router, firstPacket } = facts;
  const state = firstPacket ? 'done' : router ? 'now' : 'later';
  return (
    <GuideStep
      number={2}
      title={t('guide.packet.title')}
      state={state}
      waiting={t('guide.packet.waiting')}
      proof={firstPacket && t('guide.packet.proof', { at: format.instant(firstPacket.at) })}
    >
      {router && <RouterSettings id={router.id} facts={facts} />}
    </GuideStep>
  );
}

function RouterSettings({ id, facts }: { id: string; facts: GuideFacts }): ReactElement {
  const { t } = useTranslation('setup');
  const mayReveal = useCan('nas.reveal_secret');
  const [isShown, setShown] = useState(false);
  const { authPort, acctPort } = facts.radius;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted">{t('guide.packet.text', { authPort, acctPort })}</p>
      {isShown && <RouterScript id={id} />}
      {!isShown && mayReveal && (
        <div>
          <Button variant="primary" onClick={() => setShown(true)}>
            {t('guide.packet.show')}
          </Button>
          <p className="mt-1.5 text-sm text-muted">{t('guide.packet.showHint')}</p>
        </div>
      )}
      {!mayReveal && <p>{t('guide.packet.noReveal')}</p>}
    </div>
  );
}

/** Read once, when somebody asks for it: each reading of the secret stands in the audit log. */
function RouterScript({ id }: { id: string }): ReactElement {
  const { t } = useTranslation('setup');
  const query = useQuery({
    queryKey: ['guide', 'script', id],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/nas/{id}/script', { params: { path: { id } }, signal }))).data,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return (
    <QueryView query={query} isCompact>
      {({ script, secret, server, authPort, acctPort }) =>
        script ? (
          <CodeBlock label={t('guide.packet.script')} code={script} />
        ) : (
          <KeyValueList
            items={[
              { label: t('guide.packet.server'), value: server && <CopyText text={server.address} /> },
              { label: t('guide.packet.ports'), value: <bdi dir="ltr">{`${authPort}, ${acctPort}`}</bdi> },
              { label: t('guide.packet.secret'), value: secret && <CopyText text={secret} /> },
            ]}
          />
        )
      }
    </QueryView>
  );
}
