import { useQuery } from '@tanstack/react-query';
import {
  ApiForm,
  Button,
  CodeBlock,
  CopyText,
  KeyValueList,
  QueryView,
  TextField,
  useApiForm,
  useFormat,
} from '@trunkline/web-ui';
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
  const [server, setServer] = useState<string>();
  const query = useQuery({
    queryKey: ['guide', 'script', id, server],
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: server === undefined ? {} : { server } };
      return (await answerOf(api.GET('/api/nas/{id}/script', { params, signal }))).data;
    },
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return (
    <QueryView query={query} isCompact>
      {(told) => (told.server ? <WhatToPaste told={told} /> : <AskForServer onTold={setServer} />)}
    </QueryView>
  );
}

interface Told {
  server: { address: string } | null;
  authPort: number;
  acctPort: number;
  secret: string | null;
  script: string | null;
}

function WhatToPaste({ told }: { told: Told }): ReactElement {
  const { t } = useTranslation('setup');
  const { script, server, authPort, acctPort, secret } = told;
  if (script) return <CodeBlock label={t('guide.packet.script')} code={script} />;
  return (
    <KeyValueList
      items={[
        { label: t('guide.packet.server'), value: server && <CopyText text={server.address} /> },
        { label: t('guide.packet.ports'), value: <bdi dir="ltr">{`${authPort}, ${acctPort}`}</bdi> },
        { label: t('guide.packet.secret'), value: secret && <CopyText text={secret} /> },
      ]}
    />
  );
}

/** This page was opened by a name or an address that no router could send to, such as localhost. */
function AskForServer({ onTold }: { onTold: (server: string) => void }): ReactElement {
  const { t } = useTranslation('setup');
  const form = useApiForm({
    defaultValues: { server: '' },
    submit: async ({ server }) => onTold(server.trim()),
  });
  return (
    <ApiForm form={form} className="max-w-sm">
      <TextField
        name="server"
        label={t('guide.packet.serverAddress')}
        hint={t('guide.packet.serverHint')}
        placeholder={t('guide.packet.serverExample')}
        isMono
        isRequired
      />
      <div>
        <Button type="submit" variant="primary">
          {t('guide.packet.make')}
        </Button>
      </div>
    </ApiForm>
  );
}
