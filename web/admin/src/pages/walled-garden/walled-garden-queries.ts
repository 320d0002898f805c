import type { paths } from '@trunkline/openapi-client';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.ts';
import { readAll } from '../../api/read-all.ts';

export type GardenEntry =
  paths['/api/walled-garden']['get']['responses'][200]['content']['application/json']['data'][number];
export type GardenEntryBody = Omit<GardenEntry, 'id'>;

export const gardenVendors = ['mikrotik', 'coovachilli'] as const;
export type GardenVendor = (typeof gardenVendors)[number];

export const gardenQuery = queryOptions({
  queryKey: ['walled-garden', 'all'],
  queryFn: ({ signal }) =>
    readAll((query) => answerOf(api.GET('/api/walled-garden', { params: { query }, signal }))),
});

/** The list in the words of a router. */
export const gardenTextQuery = (vendor: GardenVendor) =>
  queryOptions({
    queryKey: ['walled-garden', 'text', vendor],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/walled-garden/text', { params: { query: { for: vendor } }, signal })))
        .data,
  });

export async function addGardenEntry(body: GardenEntryBody): Promise<GardenEntry> {
  return (await answerOf(api.POST('/api/walled-garden', { body }))).data;
}

export async function removeGardenEntry(id: string): Promise<void> {
  await answerOf(api.DELETE('/api/walled-garden/{id}', { params: { path: { id } } }));
}
