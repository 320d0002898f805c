import { call } from './call.ts';
import type { ApiClient } from './connect.ts';
import { readRows } from './pages.ts';

export interface AuthLogFilter {
  readonly username?: string;
  readonly outcome?: 'accepted' | 'rejected' | 'not_kept';
}

export type AuthLogRow = Awaited<ReturnType<typeof readAuthLog>>['rows'][number];

/** The newest logins first. */
export function readAuthLog(client: ApiClient, filter: AuthLogFilter, limit: number) {
  return readRows(
    (page) => call(client.GET('/api/auth-log', { params: { query: { ...filter, ...page } } })),
    limit,
  );
}

/** What each reason for a reject means, in words for staff, by its code. */
export async function readReasons(client: ApiClient): Promise<ReadonlyMap<string, string>> {
  const { data } = await call(client.GET('/api/reject-reasons'));
  return new Map(data.map(({ code, summary }) => [code, summary]));
}
