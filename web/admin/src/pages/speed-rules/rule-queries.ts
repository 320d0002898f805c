import type { paths } from '@trunkline/openapi-client';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.ts';

export type SpeedRule =
  paths['/api/speed-rules']['get']['responses'][200]['content']['application/json']['data'][number];
/** As it was kept, with what is worth a look. */
export type SavedRule =
  paths['/api/speed-rules']['post']['responses'][201]['content']['application/json']['data'];
export type SpeedRuleBody = NonNullable<
  paths['/api/speed-rules']['post']['requestBody']
>['content']['application/json'];

const pageSize = 200;
/** Nobody reads more rules than this; all of them are shown at once. */
const mostPages = 5;

/** In the order in which they are asked: by priority, then age, which is that of the ids. */
export const allRulesQuery = queryOptions({
  queryKey: ['speed-rules', 'all'],
  queryFn: async ({ signal }) => {
    const all: SpeedRule[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const query = { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) };
      const { data, meta } = await answerOf(api.GET('/api/speed-rules', { params: { query }, signal }));
      all.push(...data);
      if (meta.nextCursor === null) break;
      cursor = meta.nextCursor;
    }
    return all.toSorted((one, other) => other.priority - one.priority || (one.id < other.id ? -1 : 1));
  },
});

interface Seen {
  id: string;
  revision: number;
}

/** Writes a rule over the one that was seen. */
export async function putRule({ id, revision }: Seen, body: SpeedRuleBody): Promise<SavedRule> {
  const params = { path: { id }, header: { 'if-match': `"${revision}"` } };
  return (await answerOf(api.PUT('/api/speed-rules/{id}', { params, body }))).data;
}

export function bodyOfRule(rule: SpeedRule): Required<SpeedRuleBody> {
  const {
    name,
    isEnabled,
    priority,
    planIds,
    tags,
    windows,
    percent,
    downloadBps,
    uploadBps,
    countedPercent,
  } = rule;
  return {
    name,
    isEnabled,
    priority,
    planIds,
    tags,
    windows,
    percent,
    downloadBps,
    uploadBps,
    countedPercent,
  };
}
