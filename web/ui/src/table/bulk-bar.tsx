import { X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.tsx';
import { Button, IconButton } from '../primitives/button.tsx';
import { emptySelection, selectedCount, selectionOfFilter } from './table-selection.ts';
import type { TableParts } from './table-parts.ts';

/** What is ticked and what can be done with it; offers all that match once every row here is ticked. */
export function BulkBar<Row extends object>({ parts }: { parts: TableParts<Row> }): ReactElement {
  const { t } = useTranslation('table');
  const format = useFormat();
  const { props, model } = parts;
  const selection = props.selection!;
  const count = selectedCount(selection, props.total);
  const mayTakeAll =
    selection.mode === 'rows' &&
    props.pages.hasNextPage &&
    model.rows.every(({ id }) => selection.ids.includes(id));
  return (
    <section
      aria-label={t('bulkBar')}
      className="flex min-h-11 flex-wrap items-center gap-2 border-b border-line bg-accent-soft px-2 py-1.5"
    >
      <output className="px-1 font-medium">
        {count === undefined ? t('selectedAllMatching') : t('selected', { count, n: format.count(count) })}
      </output>
      {mayTakeAll && (
        <Button
          size="sm"
          variant="ghost"
          onClick={() => props.onSelectionChange!(selectionOfFilter(props.state.filters))}
        >
          {props.total === undefined
            ? t('selectMatching')
            : t('selectMatchingCount', { count: props.total, n: format.count(props.total) })}
        </Button>
      )}
      <div className="ms-auto flex flex-wrap items-center gap-2">
        {props.bulkActions?.(selection)}
        <IconButton
          icon={X}
          size="sm"
          aria-label={t('clearSelection')}
          onClick={() => props.onSelectionChange!(emptySelection)}
        />
      </div>
    </section>
  );
}
