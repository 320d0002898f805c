import { Chip, useFormat } from '@trunkline/web-ui';
import type { ColumnDefinition } from '@trunkline/web-ui/table';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CaseStateChip, ScoreBar, useEvidenceWords } from './case-words.tsx';
import type { SharingCase, SharingStatus } from './sharing-queries.ts';

/** Who it is, how much speaks for it, what, and what was decided. */
export function useCaseColumns(
  { threshold }: SharingStatus,
  { isDecided }: { isDecided: boolean },
): ColumnDefinition<SharingCase>[] {
  const { t } = useTranslation('sharing');
  const format = useFormat();
  const evidence = useEvidenceWords();
  return useMemo(
    () => [
      ...whoColumns(t),
      {
        id: 'state',
        header: t('column.state'),
        cell: ({ state }) => <CaseStateChip state={state} />,
        csv: ({ state }) => t(`state.${state}`),
        width: 120,
        cardPart: 'status',
      },
      {
        id: 'score',
        header: t('score'),
        cell: ({ score }) => <ScoreBar score={score} threshold={threshold} />,
        csv: ({ score }) => String(score),
        width: 170,
      },
      {
        id: 'evidence',
        header: t('column.evidence'),
        cell: (row) => (
          <span className="flex min-w-0 flex-wrap gap-1 py-1">
            {row.evidence.map((piece) => (
              <Chip key={piece.kind}>{evidence.title(piece)}</Chip>
            ))}
          </span>
        ),
        csv: (row) => row.evidence.map(evidence.text).join(' '),
        width: 380,
      },
      {
        id: 'openedAt',
        header: t('column.openedAt'),
        cell: ({ openedAt }) => format.instant(openedAt, 'minute'),
        csv: ({ openedAt }) => openedAt,
        width: 175,
      },
      ...(isDecided ? [actionColumn(t)] : []),
    ],
    [t, format, evidence, threshold, isDecided],
  );
}

function actionColumn(t: TFunction<'sharing'>): ColumnDefinition<SharingCase> {
  return {
    id: 'action',
    header: t('column.action'),
    cell: ({ action }) => action !== null && t(`action.${action}`),
    csv: ({ action }) => (action === null ? '' : t(`action.${action}`)),
    width: 150,
  };
}

function whoColumns(t: TFunction<'sharing'>): ColumnDefinition<SharingCase>[] {
  return [
    {
      id: 'username',
      header: t('column.subscriber'),
      cell: ({ username }) => (
        <bdi dir="ltr" className="truncate font-mono">
          {username}
        </bdi>
      ),
      csv: ({ username }) => username,
      width: 170,
      isSticky: true,
      isHideable: false,
      cardPart: 'title',
    },
    {
      id: 'fullName',
      header: t('column.fullName'),
      cell: ({ fullName }) => fullName && <bdi className="truncate">{fullName}</bdi>,
      csv: ({ fullName }) => fullName ?? '',
      width: 150,
      cardPart: 'subtitle',
    },
  ];
}
