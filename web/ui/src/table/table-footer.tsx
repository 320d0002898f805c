import { RotateCw } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.tsx';
import { Button } from '../primitives/button.tsx';
import { describeError } from '../state/describe-error.ts';
import { ErrorTitle } from '../state/error-words.tsx';
import type { TableParts } from './table-parts.ts';
import { hasError } from './use-virtual-rows.ts';

/** How many rows are here of how many, the next page by hand, and what went wrong while the rows stay. */
export function TableFooter<Row extends object>({ parts }: { parts: TableParts<Row> }): ReactElement | null {
  const { t } = useTranslation('table');
  const { props, model } = parts;
  const { pages } = props;
  if (pages.data === undefined && hasError(pages)) return null;
  const isFailed = hasError(pages);
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-3 py-1 text-sm text-muted">
      <output>
        {pages.data === undefined ? t('loading') : <CountWords loaded={model.rows.length} parts={parts} />}
      </output>
      {isFailed && (
        <span role="alert" className="flex items-center gap-2 text-bad-fg">
          <ErrorTitle error={describeError(pages.error)} />
          <Button icon={RotateCw} size="sm" onClick={() => void retry(parts)}>
            {t('retry')}
          </Button>
        </span>
      )}
      {pages.hasNextPage && !isFailed && (
        <Button
          size="sm"
          variant="ghost"
          className="ms-auto"
          isPending={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t('loadMore')}
        </Button>
      )}
    </div>
  );
}

function CountWords<Row extends object>(props: { loaded: number; parts: TableParts<Row> }): ReactElement {
  const { t } = useTranslation('table');
  const { count: written } = useFormat();
  const { loaded, parts } = props;
  const { total, pages } = parts.props;
  if (total !== undefined && total > loaded) {
    return <>{t('rowsOf', { count: total, n: written(total), loaded: written(loaded) })}</>;
  }
  const counted = { count: loaded, n: written(loaded) };
  return <>{pages.hasNextPage ? t('rowsAndMore', counted) : t('rows', counted)}</>;
}

/** What failed is tried again: the next page where there is one, else the rows that are shown. */
function retry<Row extends object>({ props }: TableParts<Row>): unknown {
  return props.pages.hasNextPage ? props.pages.fetchNextPage() : props.pages.refetch();
}
