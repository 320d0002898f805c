import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  Button,
  Card,
  CodeBlock,
  CopyText,
  Disclosure,
  KeyValueList,
  QueryView,
  StatusChip,
  useFormat,
  useNow,
  type Tone,
} from '@trunkline/web-ui';
import { BadgeCheck, Fingerprint, Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import {
  EnterFingerprintDialog,
  IssueCertificateDialog,
  RemoveCertificateDialog,
} from './certificate-dialogs.tsx';
import { nasQuery, type Nas } from './nas-queries.ts';
import { radsecQuery, type Radsec } from './radsec-queries.ts';

type Deed = 'issue' | 'enter' | 'remove';

interface CertificateCardProps {
  nas: Nas;
  /** After a deed here, with the row as it is then. */
  onChanged: (nas: Nas) => void;
}

/** By which certificate the NAS is known over RadSec, and what it checks this server by. */
export function CertificateCard({ nas, onChanged }: CertificateCardProps): ReactElement {
  const { t } = useTranslation('nas');
  const queries = useQueryClient();
  const mayWrite = useCan('nas.write');
  const radsec = useQuery(radsecQuery);
  const [deed, setDeed] = useState<Deed>();
  const close = (): void => setDeed(undefined);
  const readAnew = async (): Promise<void> => {
    onChanged(await queries.fetchQuery({ ...nasQuery(nas.id), staleTime: 0 }));
  };
  const has = nas.certificateFingerprint !== null;
  return (
    <Card title={t('certificate.title')} subtitle={t('certificate.subtitle')}>
      <div className="flex flex-col gap-4">
        <CertificateFacts nas={nas} />
        {mayWrite && (
          <div className="flex flex-wrap gap-2">
            <Button icon={BadgeCheck} onClick={() => setDeed('issue')}>
              {t(has ? 'certificate.issueAnew' : 'certificate.issue')}
            </Button>
            <Button icon={Fingerprint} onClick={() => setDeed('enter')}>
              {t('certificate.enter')}
            </Button>
            {has && (
              <Button variant="ghost" icon={Trash2} onClick={() => setDeed('remove')}>
                {t('certificate.remove')}
              </Button>
            )}
          </div>
        )}
        <QueryView query={radsec} isCompact>
          {(data) => <ServerFacts radsec={data} />}
        </QueryView>
      </div>
      <IssueCertificateDialog nas={nas} isOpen={deed === 'issue'} onClose={close} onChanged={readAnew} />
      <EnterFingerprintDialog nas={nas} isOpen={deed === 'enter'} onClose={close} onChanged={readAnew} />
      <RemoveCertificateDialog nas={nas} isOpen={deed === 'remove'} onClose={close} onChanged={readAnew} />
    </Card>
  );
}

const dayMs = 86_400_000;
/** From here on somebody should see to the next one. */
const soonDays = 60;

function CertificateFacts({ nas }: { nas: Nas }): ReactElement {
  const { t } = useTranslation('nas');
  const format = useFormat();
  const nowMs = useNow(dayMs);
  const { certificateFingerprint: fingerprint, certificateExpiresAt: end, transport } = nas;
  if (fingerprint === null) {
    return (
      <p className={transport === 'radsec' ? 'text-warn-fg' : 'text-muted'}>
        {t(transport === 'radsec' ? 'certificate.missing' : 'certificate.none')}
      </p>
    );
  }
  const daysLeft = end === null ? undefined : Math.floor((Date.parse(end) - nowMs) / dayMs);
  return (
    <KeyValueList
      items={[
        { label: t('certificate.state'), value: <EndChip daysLeft={daysLeft} /> },
        { label: t('certificate.ends'), value: end === null ? t('certificate.untold') : format.instant(end) },
        { label: t('certificate.fingerprint'), value: <CopyText text={fingerprint} /> },
      ]}
    />
  );
}

function EndChip({ daysLeft }: { daysLeft: number | undefined }): ReactElement {
  const { t } = useTranslation('nas');
  if (daysLeft === undefined) return <StatusChip tone="ok">{t('certificate.entered')}</StatusChip>;
  if (daysLeft < 0) return <StatusChip tone="bad">{t('certificate.ended')}</StatusChip>;
  const tone: Tone = daysLeft <= soonDays ? 'warn' : 'ok';
  return <StatusChip tone={tone}>{t('certificate.daysLeft', { count: daysLeft })}</StatusChip>;
}

/** What goes into the router besides its own certificate. */
function ServerFacts({ radsec }: { radsec: Radsec }): ReactElement {
  const { t } = useTranslation('nas');
  const { authority, fingerprint, serverName, port, isListening } = radsec;
  return (
    <Disclosure summary={t('certificate.server')}>
      <div className="flex flex-col gap-3">
        <KeyValueList
          items={[
            {
              label: t('certificate.listening'),
              value: (
                <StatusChip tone={isListening ? 'ok' : 'off'}>
                  {t(isListening ? 'certificate.isOn' : 'certificate.isOff')}
                </StatusChip>
              ),
            },
            { label: t('certificate.port'), value: port !== null && <CopyText text={String(port)} /> },
            {
              label: t('certificate.serverName'),
              value: serverName !== null && <CopyText text={serverName} />,
            },
            { label: t('certificate.secret'), value: <CopyText text="radsec" /> },
            {
              label: t('certificate.authorityPrint'),
              value: fingerprint !== null && <CopyText text={fingerprint} />,
            },
          ].map(({ label, value }) => ({ label, value: value || null }))}
        />
        {authority === null ? (
          <p className="text-sm text-muted">{t('certificate.ownServer')}</p>
        ) : (
          <CodeBlock label={t('certificate.authority')} code={authority} />
        )}
      </div>
    </Disclosure>
  );
}
