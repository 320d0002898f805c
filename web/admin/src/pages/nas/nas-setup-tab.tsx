import { useQuery } from '@tanstack/react-query';
import {
  Button,
  Callout,
  Card,
  CodeBlock,
  CopyText,
  Disclosure,
  KeyValueList,
  NoPermissionState,
  QueryView,
  Segmented,
  TextInput,
} from '@trunkline/web-ui';
import { Eye } from 'lucide-react';
import { useId, useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { nasScriptQuery, type Nas, type NasSetup, type ScriptRequest } from './nas-queries.ts';

/** The set-up is only fetched when asked for: it has the secret in it, and each look is audited. */
export function NasSetupTab({ nas }: { nas: Nas }): ReactElement {
  const { t } = useTranslation('nas');
  const mayReveal = useCan('nas.reveal_secret');
  const [isShown, setShown] = useState(false);
  const [version, setVersion] = useState<ScriptRequest['version']>('7');
  const [server, setServer] = useState<string>();
  if (!mayReveal) return <NoPermissionState permission="nas.reveal_secret" />;
  if (!isShown) {
    return (
      <Card title={t('setup.title')}>
        <p className="mb-3 max-w-prose text-muted">{t('setup.before')}</p>
        <Button variant="primary" icon={Eye} onClick={() => setShown(true)}>
          {t('setup.show')}
        </Button>
      </Card>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <VersionChoice version={version} onVersion={setVersion} />
      <ShownSetup request={{ id: nas.id, version, server }} nas={nas} onServer={setServer} />
    </div>
  );
}

function VersionChoice({
  version,
  onVersion,
}: {
  version: ScriptRequest['version'];
  onVersion: (version: ScriptRequest['version']) => void;
}): ReactElement {
  const { t } = useTranslation('nas');
  const segments = (['7', '6'] as const).map((value) => ({
    value,
    label: t('setup.routerOs', { version: value }),
  }));
  return (
    <Segmented
      label={t('setup.version')}
      segments={segments}
      value={version}
      onChange={onVersion}
      className="self-start"
    />
  );
}

interface ShownSetupProps {
  request: ScriptRequest;
  nas: Nas;
  onServer: (address: string) => void;
}

function ShownSetup({ request, nas, onServer }: ShownSetupProps): ReactElement {
  const { t } = useTranslation('nas');
  const setup = useQuery(nasScriptQuery(request));
  return (
    <QueryView query={setup}>
      {(data) => (
        <div className="grid gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(24rem,2fr)]">
          <div className="flex min-w-0 flex-col gap-4">
            {data.script === null ? (
              <AskForServer onServer={onServer} />
            ) : (
              <>
                <CodeBlock code={data.script} label={t('setup.script', { version: request.version })} />
                <ol className="list-decimal ps-5 text-muted">
                  <li>{t('setup.step.paste')}</li>
                  <li>{t('setup.step.again')}</li>
                  <li>{t('setup.step.test')}</li>
                </ol>
              </>
            )}
          </div>
          <FactsCard setup={data} nas={nas} onServer={onServer} />
        </div>
      )}
    </QueryView>
  );
}

function AskForServer({ onServer }: { onServer: (address: string) => void }): ReactElement {
  const { t } = useTranslation('nas');
  return (
    <Callout tone="warn" title={t('setup.askTitle')}>
      <p className="mb-2">{t('setup.askText')}</p>
      <ServerForm onServer={onServer} />
    </Callout>
  );
}

function ServerForm({ onServer }: { onServer: (address: string) => void }): ReactElement {
  const { t } = useTranslation('nas');
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const address = new FormData(event.currentTarget).get('server');
    if (typeof address === 'string' && address.trim() !== '') onServer(address.trim());
  };
  return (
    <form onSubmit={submit} className="flex max-w-md items-end gap-2">
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="font-medium">
          {t('setup.serverAddress')}
        </label>
        <TextInput
          id={id}
          name="server"
          isMono
          placeholder={t('setup.serverExample')}
          autoComplete="off"
          maxLength={45}
        />
      </div>
      <Button type="submit">{t('setup.use')}</Button>
    </form>
  );
}

interface FactsCardProps {
  setup: NasSetup;
  nas: Nas;
  onServer: (address: string) => void;
}

/** The same for a device of another maker, to be typed in there. */
function FactsCard({ setup, nas, onServer }: FactsCardProps): ReactElement {
  const { t } = useTranslation('nas');
  const { server } = setup;
  return (
    <Card title={t('setup.facts')} subtitle={t('setup.factsText')}>
      <KeyValueList
        items={[
          {
            label: t('setup.serverAddress'),
            value: server && <CopyText text={server.address} />,
            hint: server && t(`setup.source.${server.source}`),
          },
          { label: t('setup.authPort'), value: <CopyText text={String(setup.authPort)} /> },
          { label: t('setup.acctPort'), value: <CopyText text={String(setup.acctPort)} /> },
          { label: t('field.coaPort'), value: <CopyText text={String(setup.coaPort)} /> },
          { label: t('field.secret'), value: setup.secret && <CopyText text={setup.secret} /> },
          { label: t('observed.identifier'), value: <CopyText text={nas.name} /> },
          { label: t('field.interim'), value: t('seconds', { count: setup.interimIntervalS }) },
        ]}
      />
      {server && (
        <div className="mt-3">
          <Disclosure summary={t('setup.otherServer')}>
            <ServerForm onServer={onServer} />
          </Disclosure>
        </div>
      )}
    </Card>
  );
}
