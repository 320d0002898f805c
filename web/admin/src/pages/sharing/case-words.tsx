import { MeterBar, StatusChip, useFormat, type Tone } from '@trunkline/web-ui';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseState, SharingCase } from './sharing-queries.ts';

const stateTones: Record<CaseState, Tone> = { open: 'warn', approved: 'ok', acted: 'new', dismissed: 'off' };

export function CaseStateChip({ state }: { state: CaseState }): ReactElement {
  const { t } = useTranslation('sharing');
  return <StatusChip tone={stateTones[state]}>{t(`state.${state}`)}</StatusChip>;
}

interface ScoreBarProps {
  score: number;
  threshold: number;
  /** Also says in words where the threshold lies. */
  hasMark?: boolean;
}

/** The score beside its bar. */
export function ScoreBar({ score, threshold, hasMark = false }: ScoreBarProps): ReactElement {
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
        marks={hasMark ? [{ at: threshold, label: t('threshold', { threshold }), isReached }] : undefined}
      />
    </span>
  );
}

type Piece = SharingCase['evidence'][number];

/** Evidence in words, with its figures. */
export function useEvidenceWords(): { title: (piece: Piece) => string; text: (piece: Piece) => string } {
  const { t } = useTranslation('sharing');
  const format = useFormat();
  return useMemo(() => {
    const shown = ({ figures }: Piece, name: string): string => {
      const value = figures[name];
      return Array.isArray(value) ? value.join(', ') : format.count(value ?? 0);
    };
    return {
      title: ({ kind }) => t(`evidence.${kind}.title`),
      text: (piece) =>
        t(`evidence.${piece.kind}.text`, {
          ttls: shown(piece, 'ttls'),
          devices: shown(piece, 'devices'),
          allowed: shown(piece, 'allowed'),
          invented: shown(piece, 'invented'),
          minutes: shown(piece, 'minutes'),
          over: shown(piece, 'over'),
        }),
    };
  }, [t, format]);
}
