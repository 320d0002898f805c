import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Callout, Card, Dialog, QueryView, StatusChip, useFormat } from '@trunkline/web-ui';
import { ShieldCheck, ShieldOff } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { DisableSecondFactor } from './disable-second-factor.tsx';
import { EnrolSecondFactor } from './enrol-second-factor.tsx';
import { secondFactorQuery } from './profile-queries.ts';
import { RenewRecoveryCodes } from './renew-recovery-codes.tsx';

type Open = 'enrol' | 'disable' | 'renew' | undefined;
const fewCodes = 3;

/** Whether a code of an app is asked for at sign-in, and everything that is done about it. */
export function SecondFactorCard(): ReactElement {
  const { t } = useTranslation('profile');
  const query = useQuery(secondFactorQuery);
  const [open, setOpen] = useState<Open>();
  const isOn = query.data?.isOn;
  const chip = isOn !== undefined && (
    <StatusChip tone={isOn ? 'ok' : 'off'} icon={isOn ? ShieldCheck : ShieldOff}>
      {t(isOn ? 'factor.on' : 'factor.off')}
    </StatusChip>
  );
  return (
    <Card title={t('factor.title')} subtitle={t('factor.subtitle')} actions={chip}>
      <QueryView query={query} isCompact>
        {(factor) =>
          factor.isOn ? (
            <FactorOn since={factor.since} codesLeft={factor.recoveryCodesLeft} onOpen={setOpen} />
          ) : (
            <>
              <p className="mb-3">{t('factor.why')}</p>
              <Button variant="primary" icon={ShieldCheck} onClick={() => setOpen('enrol')}>
                {t('factor.enable')}
              </Button>
            </>
          )
        }
      </QueryView>
      <FactorDialog open={open} onClose={() => setOpen(undefined)} />
    </Card>
  );
}

interface FactorOnProps {
  since: string | null;
  codesLeft: number;
  onOpen: (open: Open) => void;
}

function FactorOn({ since, codesLeft, onOpen }: FactorOnProps): ReactElement {
  const { t } = useTranslation('profile');
  const format = useFormat();
  return (
    <div className="flex flex-col gap-3">
      {since && <p>{t('factor.since', { at: format.instant(since) })}</p>}
      {codesLeft <= fewCodes ? (
        <Callout tone="warn">{t('factor.codesFew', { count: codesLeft })}</Callout>
      ) : (
        <p className="text-muted">{t('factor.codesLeft', { count: codesLeft })}</p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => onOpen('renew')}>{t('factor.renew')}</Button>
        <Button onClick={() => onOpen('disable')}>{t('factor.disable')}</Button>
      </div>
    </div>
  );
}

function FactorDialog({ open, onClose }: { open: Open; onClose: () => void }): ReactElement {
  const { t } = useTranslation('profile');
  const queryClient = useQueryClient();
  const done = (): void => {
    void queryClient.invalidateQueries(secondFactorQuery);
    onClose();
  };
  return (
    <>
      {/* Codes that are shown once must not go by a press beside the dialog. */}
      <Dialog
        isOpen={open === 'enrol'}
        onClose={done}
        size="md"
        isDismissible={false}
        title={t('factor.enable')}
      >
        <EnrolSecondFactor onDone={done} onCancel={onClose} />
      </Dialog>
      <Dialog isOpen={open === 'disable'} onClose={onClose} size="sm" title={t('factor.disable')}>
        <DisableSecondFactor onDone={done} />
      </Dialog>
      <Dialog
        isOpen={open === 'renew'}
        onClose={done}
        size="sm"
        isDismissible={false}
        title={t('factor.renew')}
      >
        <RenewRecoveryCodes onDone={done} onCancel={onClose} />
      </Dialog>
    </>
  );
}
