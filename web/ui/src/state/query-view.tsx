import { RotateCw } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../primitives/button.tsx';
import { Callout } from '../primitives/callout.tsx';
import { ErrorState, LoadingState } from './states.tsx';

/** What this needs of a query's result, whichever library asked. */
export interface QueryLike<Data> {
  data: Data | undefined;
  error: unknown;
  isPending: boolean;
  isFetching?: boolean | undefined;
  refetch: () => unknown;
}

interface QueryViewProps<Data> {
  query: QueryLike<Data>;
  /** Drawn with the data; also with older data when a refresh failed. */
  children: (data: Data) => ReactNode;
  /** A skeleton in the shape of the content. */
  loading?: ReactNode | undefined;
  isEmpty?: ((data: Data) => boolean) | undefined;
  empty?: ReactNode | undefined;
  isCompact?: boolean | undefined;
}

/** The right state for a query: loading, failed with a retry, empty, or the content. */
export function QueryView<Data>(props: QueryViewProps<Data>): ReactElement {
  const { query, children, loading, isEmpty, empty, isCompact } = props;
  const { data, error, isFetching } = query;
  if (data === undefined) {
    if (error === null || error === undefined) return <LoadingState>{loading}</LoadingState>;
    return (
      <ErrorState
        error={error}
        onRetry={() => query.refetch()}
        isRetrying={isFetching}
        isCompact={isCompact}
      />
    );
  }
  return (
    <>
      {Boolean(error) && <StaleNotice onRetry={() => query.refetch()} isRetrying={isFetching} />}
      {empty !== undefined && isEmpty?.(data) ? empty : children(data)}
    </>
  );
}

interface StaleNoticeProps {
  onRetry: () => void;
  isRetrying?: boolean | undefined;
}

/** Old data with a word about it is worth more than an error in its place. */
export function StaleNotice({ onRetry, isRetrying }: StaleNoticeProps): ReactElement {
  const { t } = useTranslation('ui');
  return (
    <Callout
      tone="warn"
      live="polite"
      className="mb-3"
      actions={
        <Button size="sm" icon={RotateCw} onClick={onRetry} isPending={isRetrying}>
          {t('action.retry')}
        </Button>
      }
    >
      {t('state.stale')}
    </Callout>
  );
}
