import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Card, ConfirmDialog, CopyText, Dialog, KeyValueList, useFormat } from '@trunkline/web-ui';
import { Power, RotateCcwKey } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { bridgeQuery, renewBridgePassword, turnOffBridge, type Bridge } from './freeradius-queries.ts';
import { PasswordOnce } from './password-once.tsx';

const route = getRouteApi('/shell/freeradius');

type Question = 'password' | 'off';

/** The way FreeRADIUS comes into the database, and the end of it. */
export function ConnectionCard({ bridge }: { bridge: Bridge }): ReactElement {
  const { t } = useTranslation('freeradius');
  const format = useFormat();
  const mayManage = useCan('freeradius.manage');
  const [question, setQuestion] = useState<Question>();
  const { database, databaseRole, since } = bridge;
  return (
    <Card title={t('connection.title')} subtitle={t('connection.subtitle')}>
      <div className="flex flex-col gap-4">
        <KeyValueList
          items={[
            { label: t('connection.host'), value: <CopyText text={database.host} /> },
            { label: t('connection.port'), value: <CopyText text={String(database.port)} /> },
            { label: t('connection.name'), value: <CopyText text={database.name} /> },
            { label: t('connection.role'), value: databaseRole && <CopyText text={databaseRole} /> },
            {
              label: t('connection.password'),
              value: <span className="text-muted">{t('connection.passwordKept')}</span>,
            },
            { label: t('connection.since'), value: since && format.instant(since) },
          ]}
        />
        {mayManage && (
          <div className="flex flex-wrap gap-2">
            <Button icon={RotateCcwKey} onClick={() => setQuestion('password')}>
              {t('password.renew')}
            </Button>
            <Button variant="danger" icon={Power} onClick={() => setQuestion('off')}>
              {t('turnOff.open')}
            </Button>
          </div>
        )}
      </div>
      <NewPassword isAsking={question === 'password'} onClose={() => setQuestion(undefined)} />
      <TurnOff isAsking={question === 'off'} onClose={() => setQuestion(undefined)} />
    </Card>
  );
}

interface QuestionProps {
  isAsking: boolean;
  onClose: () => void;
}

function NewPassword({ isAsking, onClose }: QuestionProps): ReactElement {
  const { t } = useTranslation('freeradius');
  const [password, setPassword] = useState<string>();
  return (
    <>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={onClose}
        title={t('password.renewTitle')}
        confirmLabel={t('password.renew')}
        onConfirm={async () => setPassword((await renewBridgePassword()).password)}
        isDanger
      >
        {t('password.renewText')}
      </ConfirmDialog>
      <Dialog
        isOpen={password !== undefined}
        onClose={() => setPassword(undefined)}
        isDismissible={false}
        title={t('password.renewed')}
      >
        <PasswordOnce
          password={password ?? ''}
          action={
            <Button variant="primary" onClick={() => setPassword(undefined)}>
              {t('password.kept')}
            </Button>
          }
        />
      </Dialog>
    </>
  );
}

function TurnOff({ isAsking, onClose }: QuestionProps): ReactElement {
  const { t } = useTranslation('freeradius');
  const navigate = route.useNavigate();
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      isOpen={isAsking}
      onClose={onClose}
      title={t('turnOff.title')}
      confirmLabel={t('turnOff.open')}
      onConfirm={async () => {
        await turnOffBridge();
        await queries.invalidateQueries({ queryKey: bridgeQuery.queryKey });
        void navigate({ search: {} });
      }}
      isDanger
    >
      <p>{t('turnOff.text')}</p>
      <p className="mt-2">{t('turnOff.back')}</p>
    </ConfirmDialog>
  );
}
