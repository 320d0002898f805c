import { queryOptions } from '@tanstack/react-query';
import type { paths } from '@trunkline/openapi-client';
import type { TableSelection } from '@trunkline/web-ui/table';
import { answerOf, api } from '../../../api/api.ts';
import { toApiFilter } from '../subscriber-queries.ts';

type BulkBody = paths['/api/subscribers/bulk']['post']['requestBody']['content']['application/json'];
export type BulkOrder = Pick<BulkBody, 'selection' | 'action'>;
export type BulkActionName = BulkBody['action']['name'];

const lookEveryMs = 700;

/** Ticked rows go by their ids; a whole filter goes as it is, and the server reads whom it means. */
export function toApiSelection(selection: TableSelection): BulkBody['selection'] {
  if (selection.mode === 'rows') return { ids: [...selection.ids] };
  return { filter: toApiFilter(selection.filter), except: [...selection.except] };
}

export function previewQuery(order: BulkOrder) {
  return queryOptions({
    queryKey: ['subscribers', 'bulk-preview', order],
    queryFn: async ({ signal }) =>
      (await answerOf(api.POST('/api/subscribers/bulk/preview', { body: order, signal }))).data,
    staleTime: 0,
  });
}
export type BulkPreview = Awaited<ReturnType<NonNullable<ReturnType<typeof previewQuery>['queryFn']>>>;

export async function startBulk(order: BulkOrder, idempotencyKey: string) {
  return (await answerOf(api.POST('/api/subscribers/bulk', { body: { ...order, idempotencyKey } }))).data;
}

export function taskQuery(id: string) {
  return queryOptions({
    queryKey: ['tasks', id],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/tasks/{id}', { params: { path: { id } }, signal }))).data,
    refetchInterval: ({ state: { data } }) => (data && data.finishedAt !== null ? false : lookEveryMs),
  });
}
export type Task = Awaited<ReturnType<NonNullable<ReturnType<typeof taskQuery>['queryFn']>>>;

export function refusedQuery(id: string) {
  return queryOptions({
    queryKey: ['tasks', id, 'refused'],
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: { outcome: 'refused' as const, limit: 100 } };
      return (await answerOf(api.GET('/api/tasks/{id}/results', { params, signal }))).data;
    },
  });
}
