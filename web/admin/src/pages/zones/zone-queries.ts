import type { paths } from '@trunkline/openapi-client';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.ts';

export type Zone =
  paths['/api/zones']['get']['responses'][200]['content']['application/json']['data'][number];

const pageSize = 200;
/** Nobody has more zones than this; all of them are shown at once. */
const mostPages = 5;

export const allZonesQuery = queryOptions({
  queryKey: ['zones', 'all'],
  queryFn: async ({ signal }) => {
    const all: Zone[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const query = { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) };
      const { data, meta } = await answerOf(api.GET('/api/zones', { params: { query }, signal }));
      all.push(...data);
      if (meta.nextCursor === null) break;
      cursor = meta.nextCursor;
    }
    return all;
  },
});

/** With its prefixes. Not asked for again while it is edited: what is typed stands against what was read. */
export const zoneQuery = (id: string) =>
  queryOptions({
    queryKey: ['zones', 'one', id],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/zones/{id}', { params: { path: { id } }, signal }))).data,
    gcTime: 0,
    staleTime: Infinity,
  });
export type WholeZone =
  paths['/api/zones/{id}']['get']['responses'][200]['content']['application/json']['data'];
