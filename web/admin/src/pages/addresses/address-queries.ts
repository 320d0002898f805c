import type { paths } from '@trunkline/openapi-client';
import { queryOptions } from '@tanstack/react-query';
import { now } from '@trunkline/web-ui';
import { answerOf, api } from '../../api/api.ts';
import type { AddressSearch } from './address-search.ts';

export type AddressAnswer =
  paths['/api/sessions/by-address']['get']['responses'][200]['content']['application/json']['data'];
export type AddressHolder = AddressAnswer['holders'][number];

/** Who had the address; without a time, who has it now. */
export const holdersQuery = (search: AddressSearch & { address: string }) =>
  queryOptions({
    queryKey: ['addresses', search],
    queryFn: async ({ signal }) => {
      const { address, at, from, to } = search;
      const time = from && to ? { from, to } : { at: at ?? new Date(now()).toISOString() };
      const query = { address, ...time };
      return (await answerOf(api.GET('/api/sessions/by-address', { params: { query }, signal }))).data;
    },
  });
