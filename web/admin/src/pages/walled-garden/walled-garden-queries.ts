import { queryOptions } from '@tanstack/react-query';
import { ask } from '../../api/ask.ts';
import { readAll } from '../../api/read-all.ts';

export interface GardenEntry {
  id: string;
  host: string | null;
  prefix: string | null;
  protocol: 'tcp' | 'udp' | null;
  port: number | null;
  note: string | null;
}

export type GardenEntryBody = Omit<GardenEntry, 'id'>;

export const gardenVendors = ['mikrotik', 'coovachilli'] as const;
export type GardenVendor = (typeof gardenVendors)[number];

export const gardenQuery = queryOptions({
  queryKey: ['walled-garden', 'all'],
  queryFn: ({ signal }) =>
    readAll(({ limit, cursor }) => {
      const query = new URLSearchParams({ limit: String(limit), ...(cursor !== undefined && { cursor }) });
      return ask<GardenEntry[]>('GET', `/api/walled-garden?${query}`, { signal });
    }),
});

export const gardenTextQuery = (vendor: GardenVendor) =>
  queryOptions({
    queryKey: ['walled-garden', 'text', vendor],
    queryFn: async ({ signal }) =>
      (await ask<{ text: string }>('GET', `/api/walled-garden/text?for=${vendor}`, { signal })).data,
  });

export async function addGardenEntry(body: GardenEntryBody): Promise<GardenEntry> {
  return (await ask<GardenEntry>('POST', '/api/walled-garden', { body })).data;
}

export async function removeGardenEntry(id: string): Promise<void> {
  await ask('DELETE', `/api/walled-garden/${id}`);
}
