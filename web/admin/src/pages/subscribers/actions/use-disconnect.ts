import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../../api/api.ts';
import { refreshSubscribers } from '../subscriber-queries.ts';

const lookEveryMs = 500;
/** An ACK is confirmed by the router's next accounting packet; after so long nobody waits for it here. */
const confirmedWithinMs = 30_000;
/** States after which nothing more comes. */
const finalStates = new Set(['confirmed', 'refused', 'gone', 'timed_out']);

async function readOrder(id: string, signal: AbortSignal) {
  return (await answerOf(api.GET('/api/disconnects/{id}', { params: { path: { id } }, signal }))).data;
}
export type DisconnectOrder = Awaited<ReturnType<typeof readOrder>>;

export interface DisconnectState {
  order: DisconnectOrder | undefined;
  isSending: boolean;
  /** The order itself was refused. */
  error: unknown;
  start: (sessionId: string) => void;
}

/** Orders the end of a session and follows the order until its proof is there. */
export function useDisconnect(): DisconnectState {
  const client = useQueryClient();
  const sent = useMutation({
    mutationFn: async (sessionId: string) => {
      const params = { path: { id: sessionId } };
      return (await answerOf(api.POST('/api/sessions/{id}/disconnect', { params, body: {} }))).data;
    },
  });
  const id = sent.data?.id;
  const followed = useQuery({
    queryKey: ['disconnects', id],
    queryFn: async ({ signal }) => {
      const order = await readOrder(id!, signal);
      if (order.state === 'confirmed' || order.state === 'gone') void refreshSubscribers(client);
      return order;
    },
    enabled: id !== undefined,
    refetchInterval: ({ state: { data, dataUpdatedAt } }) => {
      if (!data) return lookEveryMs;
      const isLate = dataUpdatedAt - Date.parse(data.requestedAt) > confirmedWithinMs;
      return finalStates.has(data.state) || isLate ? false : lookEveryMs;
    },
  });
  return {
    order: followed.data ?? sent.data,
    isSending: sent.isPending,
    error: sent.error,
    start: (sessionId) => sent.mutate(sessionId),
  };
}
