import { answerOf } from './api.ts';

interface Question {
  body?: unknown;
  signal?: AbortSignal;
}

/** Asks a route by its address; for those that the generated client does not know. */
export async function ask<Data>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  { body, signal }: Question = {},
): Promise<{ data: Data; meta: { nextCursor: string | null } }> {
  const response = await fetch(path, {
    method,
    ...(signal && { signal }),
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const answer: unknown = await response.json();
  const outcome = response.ok ? { data: answer, response } : { error: answer, response };
  return (await answerOf(Promise.resolve(outcome))) as { data: Data; meta: { nextCursor: string | null } };
}
