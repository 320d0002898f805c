/** One page of a list as the API answers it. */
export interface RowPage<Row> {
  data: readonly Row[];
  meta?: { nextCursor?: string | null | undefined } | undefined;
}

/** What the table needs of `useInfiniteQuery`, by structure: this package knows no fetching. */
export interface PagedRows<Row> {
  data: { pages: readonly RowPage<Row>[] } | undefined;
  error: unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  /** Whether rows of an earlier filter are shown while those of the new one come. */
  isPlaceholderData?: boolean;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
}

/** Rows that are all here at once, such as a short list that the API does not page. */
export function singlePage<Row>(query: {
  data: readonly Row[] | undefined;
  error: unknown;
  refetch: () => unknown;
}): PagedRows<Row> {
  return {
    data: query.data === undefined ? undefined : { pages: [{ data: query.data }] },
    error: query.error,
    hasNextPage: false,
    isFetchingNextPage: false,
    fetchNextPage: () => undefined,
    refetch: query.refetch,
  };
}
