import { Card, Chip, CopyText, IconButton, useFormat } from '@trunkline/web-ui';
import { Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { GardenEntry } from './walled-garden-queries.ts';

interface EntryListCardProps {
  entries: readonly GardenEntry[];
  /** Undefined: not for this person. */
  onRemove: ((entry: GardenEntry) => void) | undefined;
}

export function EntryListCard({ entries, onRemove }: EntryListCardProps): ReactElement {
  const { t } = useTranslation('walled-garden');
  const format = useFormat();
  return (
    <Card
      title={t('list.title')}
      subtitle={t('list.count', { count: entries.length, shown: format.count(entries.length) })}
      isPadded={false}
    >
      <ul className="divide-y divide-line">
        {entries.map((entry) => (
          <li key={entry.id} className="flex items-center gap-3 px-4 py-1.5 hover:bg-hover">
            <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
              <CopyText text={placeOf(entry)} />
              {entry.protocol !== null && (
                <Chip>
                  <bdi dir="ltr">
                    {entry.protocol.toUpperCase()} {entry.port}
                  </bdi>
                </Chip>
              )}
              {entry.note !== null && (
                <bdi className="min-w-0 truncate text-muted" title={entry.note}>
                  {entry.note}
                </bdi>
              )}
            </span>
            {onRemove && (
              <IconButton
                icon={Trash2}
                size="sm"
                aria-label={t('remove.label', { place: placeOf(entry) })}
                onClick={() => onRemove(entry)}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** A name or addresses; the server keeps exactly one of them. */
export function placeOf({ host, prefix }: GardenEntry): string {
  return host ?? prefix ?? '';
}
