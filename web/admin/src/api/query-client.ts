import { ApiError } from '@trunkline/openapi-client';
import { QueryClient } from '@tanstack/react-query';

const maxRetries = 2;

/**
 * Server state. What was read stays on the page while the API is away; a refusal (4xx) is an answer and is not
 * asked for again.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < maxRetries && !isRefusal(error),
    },
    mutations: { retry: false },
  },
});

function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && error.status < 500 && error.status !== 429;
}
