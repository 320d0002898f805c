import { useQuery } from '@tanstack/react-query';
import { RadioCards, SwitchField } from '@trunkline/web-ui';
import { LockKeyhole, Send } from 'lucide-react';
import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { NasValues } from './nas-values.ts';
import { ownPortsQuery } from './radsec-queries.ts';

const icons = { udp: Send, radsec: LockKeyhole };

/** How the NAS asks: in datagrams or over TLS, at the common ports or at the company's own. */
export function TransportFields(): ReactElement {
  const { t } = useTranslation('nas');
  const transport = useWatch<NasValues, 'transport'>({ name: 'transport' });
  return (
    <>
      <RadioCards
        name="transport"
        label={t('field.transport')}
        options={(['udp', 'radsec'] as const).map((value) => ({
          value,
          label: t(`transport.${value}`),
          description: t(`transportText.${value}`),
          icon: icons[value],
        }))}
      />
      {transport === 'udp' && <OwnPortField />}
    </>
  );
}

/** Only where the operator gave this company ports of its own, or where the NAS stands at them still. */
function OwnPortField(): ReactElement | null {
  const { t } = useTranslation('nas');
  const ports = useQuery(ownPortsQuery);
  const usesOwnPort = useWatch<NasValues, 'usesOwnPort'>({ name: 'usesOwnPort' });
  if (!ports.data && !usesOwnPort) return null;
  const hint = ports.data
    ? t('field.usesOwnPortHint', { auth: ports.data.authPort, acct: ports.data.acctPort })
    : t('field.ownPortGone');
  return (
    <div className="flex flex-col gap-1">
      <SwitchField name="usesOwnPort" label={t('field.usesOwnPort')} hint={hint} />
      {ports.data?.isListening === false && (
        <p className="text-sm text-warn-fg">{t('field.ownPortSilent')}</p>
      )}
    </div>
  );
}
