import { MeterBar, StatusChip, useFormat, type Tone } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseState, SharingCase } from './sharing-queries.ts';

const stateTones: Record<CaseState, Tone> = { open: 'warn', approved: 'ok', acted: 'new', dismissed: 'off' };

export function CaseStateChip({ state }: { state: CaseState }): ReactElement {
  const { t } = useTranslation('sharing');
  return <StatusChip tone={stateTones[state]}>{t(`state.${state}`)}</StatusChip>;
}

/** The score beside its bar, and where the threshold lies. */
export function ScoreBar({ score, threshold }: { score: number; threshold: number }): ReactElement {
  const { t } = useTranslation('sharing');
  const isReached = score >= threshold;
  return (
    <span className="flex items-center gap-2">
      <span className="w-8 shrink-0 text-end font-semibold tabular-nums">{score}</span>
      <MeterBar
        className="min-w-16 flex-1"
        label={t('score')}
        value={score}
        max={100}
        valueText={t('scoreWords', { score, threshold })}
        tone={isReached ? 'bad' : 'warn'}
        marks={[{ at: threshold, label: t('threshold', { threshold }), isReached }]}
      />
    </span>
  );
}

type Piece = SharingCase['evidence'][number];

/** Evidence in words, with its figures. */
export function useEvidenceWords(): { title: (piece: Piece) => string; text: (piece: Piece) => string } {
  const { t } = useTranslation('sharing');
  const format = useFormat();
  const figure = (piece: Piece, name: string): number => {
    const value = piece.figures[name];
    return typeof value === 'number' ? value : 0;
  };
  return {
    title: ({ kind }) => t(`evidence.${kind}.title`),
    text(piece) {
      const { kind, figures } = piece;
      const ttls = Array.isArray(figures['ttls']) ? figures['ttls'].join(', ') : '';
      const shown = (name: string): string => format.count(figure(piece, name));
      switch (kind) {
        case 'ttl_behind':
        case 'ttl_mixed':
          return t(`evidence.${kind}.text`, { ttls });
        case 'many_devices':
          return t('evidence.many_devices.text', {
            devices: shown('devices'),
            allowed: shown('allowed'),
            invented: shown('invented'),
          });
        case 'two_places':
          return t('evidence.two_places.text', { minutes: shown('minutes') });
        default:
          return t('evidence.many_connections.text', { over: shown('over') });
      }
    },
  };
}
