import { Button, describeError, StatusChip, useFormat, type Tone } from '@trunkline/web-ui';
import { useQuery } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../../api/me.ts';
import { nasNamesQuery } from '../subscriber-queries.ts';
import type { DisconnectOrder, DisconnectState } from './use-disconnect.ts';

const tones: Record<DisconnectOrder['state'], Tone> = {
  queued: 'new',
  acknowledged: 'ok',
  confirmed: 'ok',
  refused: 'bad',
  gone: 'warn',
  timed_out: 'bad',
};

interface DisconnectProofProps {
  disconnect: DisconnectState;
  sessionId: string | null;
  nasId: string | undefined;
}

/** What became of an order to end a session: sent, ACK or NAK with its milliseconds, and the confirmation. */
export function DisconnectProof({ disconnect, sessionId, nasId }: DisconnectProofProps): ReactElement | null {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const names = useQuery({ ...nasNamesQuery, enabled: useCan('nas.read') });
  const { order, error, start } = disconnect;
  const nas = (nasId && names.data?.get(nasId)) ?? t('disconnect.router');
  if (error) {
    const { message } = describeError(error);
    return <StatusChip tone="bad">{message ?? t('disconnect.failed')}</StatusChip>;
  }
  if (!order) return null;
  const { state, roundTripMs, errorCause, attempts } = order;
  const mayRetry = sessionId !== null && (state === 'timed_out' || state === 'refused');
  const time = roundTripMs === null ? '' : format.milliseconds(roundTripMs);
  return (
    <output className="inline-flex min-w-0 flex-wrap items-center gap-2">
      <StatusChip tone={tones[state]}>{t(`disconnect.state.${state}`)}</StatusChip>
      <span className="text-sm text-muted">
        {t(`disconnect.detail.${state}`, { nas, time, cause: errorCause ?? '–', count: attempts })}
      </span>
      {mayRetry && (
        <Button size="sm" icon={RotateCw} onClick={() => start(sessionId)}>
          {t('disconnect.retry')}
        </Button>
      )}
    </output>
  );
}
