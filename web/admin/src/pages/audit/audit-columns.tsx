import { Badge, CopyText, useFormat, type Format } from '@trunkline/web-ui';
import type { ColumnDefinition, FilterOption } from '@trunkline/web-ui/table';
import type { TFunction } from 'i18next';
import { Bot, SquareTerminal, KeyRound, UserRound } from 'lucide-react';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { auditDifferences } from '../subscribers/tabs/audit-differences.ts';
import { useAuditWords, type AuditWords } from './act-words.ts';
import type { AuditEntry } from './audit-queries.ts';

type Columns = ColumnDefinition<AuditEntry>[];
interface ColumnInput {
  t: TFunction<'audit'>;
  format: Format;
  words: AuditWords;
}

export function useAuditColumns(actors: readonly FilterOption[]): Columns {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const words = useAuditWords();
  return useMemo(() => {
    const input = { t, format, words };
    return [...actColumns(input, actors), ...subjectColumns(input)];
  }, [t, format, words, actors]);
}

function actColumns({ t, format, words }: ColumnInput, actors: readonly FilterOption[]): Columns {
  return [
    {
      id: 'at',
      header: t('column.at'),
      cell: ({ at }) => <time dateTime={at}>{format.instant(at, 'second')}</time>,
      csv: ({ at }) => at,
      filter: { kind: 'date-range' },
      width: 190,
      cardPart: 'subtitle',
    },
    {
      id: 'action',
      header: t('column.action'),
      cell: ({ action }) => <span className="font-medium">{words.act(action)}</span>,
      csv: ({ action }) => action,
      filter: {
        kind: 'select',
        options: words.acts.map((value) => ({ value, label: words.act(value) })),
      },
      width: 220,
      isHideable: false,
      cardPart: 'title',
    },
    {
      id: 'actor',
      header: t('column.actor'),
      cell: (entry) => <Actor entry={entry} />,
      csv: ({ actorName }) => actorName,
      ...(actors.length > 0 && { filter: { kind: 'select', options: actors } as const }),
      filterKey: 'actorId',
      width: 170,
    },
  ];
}

function subjectColumns({ t, words }: ColumnInput): Columns {
  return [
    {
      id: 'subject',
      header: t('column.subject'),
      cell: (entry) => <bdi>{words.subject(entry)}</bdi>,
      csv: ({ subjectName }) => subjectName ?? '',
      width: 180,
    },
    {
      id: 'kind',
      header: t('column.kind'),
      cell: ({ subjectKind }) => words.kind(subjectKind),
      csv: ({ subjectKind }) => subjectKind,
      filter: { kind: 'select', options: words.kinds.map((value) => ({ value, label: words.kind(value) })) },
      filterKey: 'subjectKind',
      width: 116,
    },
    {
      id: 'changes',
      header: t('column.changes'),
      cell: (entry) => {
        const { length } = auditDifferences(entry);
        return length > 0 && <Badge>{length}</Badge>;
      },
      csv: (entry) =>
        auditDifferences(entry)
          .map(({ field, before, after }) => `${field}: ${before} → ${after}`)
          .join('; '),
      width: 92,
      align: 'end',
      cardPart: 'hidden',
    },
    {
      id: 'address',
      header: t('column.address'),
      cell: ({ address }) => address && <CopyText text={address} />,
      csv: ({ address }) => address ?? '',
      width: 150,
    },
  ];
}

const actorIcons = { staff: UserRound, api_key: KeyRound, system: Bot, cli: SquareTerminal };

function Actor({ entry }: { entry: AuditEntry }): ReactElement {
  const { t } = useTranslation('audit');
  const Icon = actorIcons[entry.actorKind];
  const kind = t(`actorKind.${entry.actorKind}`);
  // The system and the command line have no name but their kind.
  const isNamed = entry.actorKind === 'staff' || entry.actorKind === 'api_key';
  return (
    <span className="flex min-w-0 items-center gap-1.5" title={kind}>
      <Icon size={14} aria-hidden className="shrink-0 text-muted" />
      <bdi className="truncate">{isNamed ? entry.actorName : kind}</bdi>
    </span>
  );
}
