import { StatusChip, type Tone } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Nas, NasNow } from './nas-queries.ts';

type State = NasNow['health']['state'];

export const healthTones: Record<State, Tone> = {
  ok: 'ok',
  quiet: 'warn',
  down: 'bad',
  waiting: 'new',
  disabled: 'off',
};

/** Of what is done with unsigned requests. */
export const modeTones: Record<Nas['messageAuthenticator'], Tone> = {
  require: 'ok',
  observe: 'warn',
  off: 'bad',
};

/** The worst first, as a list is looked through. */
export const healthOrder: readonly State[] = ['down', 'quiet', 'waiting', 'ok', 'disabled'];

export function NasHealthChip({ health }: { health: NasNow['health'] }): ReactElement {
  const { t } = useTranslation('nas');
  return (
    <StatusChip tone={healthTones[health.state]} title={t(`healthReason.${health.reason}`)}>
      {t(`health.${health.state}`)}
    </StatusChip>
  );
}
