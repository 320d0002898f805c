/** The most rows that the API gives in one page. */
const PAGE_ROWS = 200;

interface ListBody<Row> {
  readonly data: Row[];
  readonly meta?: { readonly nextCursor?: string | null } | undefined;
}

/** At most `limit` rows of a list, page by page until `isEnough`, and whether there are more. */
export async function readRows<Row>(
  readPage: (page: { limit: number; cursor?: string }) => Promise<ListBody<Row>>,
  limit: number,
  isEnough: (rows: readonly Row[]) => boolean = () => false,
): Promise<{ rows: Row[]; hasMore: boolean }> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const size = Math.min(PAGE_ROWS, limit - rows.length);
    const body = await readPage({ limit: size, ...(cursor === undefined ? {} : { cursor }) });
    rows.push(...body.data);
    cursor = body.meta?.nextCursor ?? undefined;
  } while (cursor !== undefined && rows.length < limit && !isEnough(rows));
  return { rows, hasMore: cursor !== undefined };
}
