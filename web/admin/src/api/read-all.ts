interface Page<Row> {
  data: Row[];
  meta: { nextCursor: string | null };
}

const pageSize = 200;
/** A list longer than this needs to be shown by pages; what is short is sorted and filtered where it is shown. */
const mostPages = 20;

/** All rows of a list that is known to be short, page by page. */
export async function readAll<Row>(
  fetchPage: (query: { limit: number; cursor?: string }) => Promise<Page<Row>>,
): Promise<Row[]> {
  const all: Row[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { data, meta } = await fetchPage({ limit: pageSize, ...(cursor !== undefined && { cursor }) });
    all.push(...data);
    if (meta.nextCursor === null) break;
    cursor = meta.nextCursor;
  }
  return all;
}
