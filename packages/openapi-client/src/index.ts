import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema.gen.ts';

export type { components, paths };

export interface ApiClientOptions {
  /** Where the API is, such as `http://127.0.0.1:8080`; paths begin with /api. */
  baseUrl: string;
  /** From `POST /api/auth/login`; without it only public routes answer. */
  token?: string;
  /** A request that has no answer by then is aborted; 30 seconds unless said. */
  timeoutMs?: number;
}

const standardTimeoutMs = 30_000;

/**
 * A client with the types of every route. A call resolves to `{ data, error, response }` and rejects only
 * when no answer came; give it to `answerOf` to get the answer or an ApiError.
 *
 *     const client = createApiClient({ baseUrl: 'http://127.0.0.1:8080', token });
 *     const { data: nas } = await answerOf(client.GET('/api/nas', { params: { query: { limit: 10 } } }));
 */
export function createApiClient({ baseUrl, token, timeoutMs }: ApiClientOptions): Client<paths> {
  return createClient<paths>({
    baseUrl: baseUrl.replace(/\/+$/, ''),
    ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
    fetch: (request) => {
      const timeout = AbortSignal.timeout(timeoutMs ?? standardTimeoutMs);
      return globalThis.fetch(request, { signal: AbortSignal.any([request.signal, timeout]) });
    },
  });
}

type ErrorAnswer = components['schemas']['ErrorAnswer'];

/** What the server refused: programs decide by `code`, people read `message` and `details`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** Stable, such as `nas.prefix_taken`; `http.unreadable` when the answer was not the API's. */
  readonly code: string;
  readonly status: number;
  readonly details: readonly { field: string; message: string }[];
  /** On a conflict: the present row. */
  readonly data: unknown;

  constructor(status: number, answer: ErrorAnswer) {
    super(answer.message);
    this.code = answer.code;
    this.status = status;
    this.details = answer.details ?? [];
    this.data = answer.data;
  }
}

interface Outcome<Body> {
  data?: Body | undefined;
  error?: unknown;
  response: Response;
}

/** The body of a successful answer. Throws ApiError for every other, also one that is not the API's. */
export async function answerOf<Body>(outcome: Promise<Outcome<Body>>): Promise<Body> {
  const { data, error, response } = await outcome;
  if (data !== undefined) return data;
  throw new ApiError(response.status, isErrorAnswer(error) ? error : unreadable(response.status));
}

function isErrorAnswer(value: unknown): value is ErrorAnswer {
  if (typeof value !== 'object' || value === null) return false;
  const { code, message } = value as Partial<ErrorAnswer>;
  return typeof code === 'string' && typeof message === 'string';
}

function unreadable(status: number): ErrorAnswer {
  return {
    ok: false,
    code: 'http.unreadable',
    message: `The answer (status ${status}) is not the API's; a proxy in between may have given it.`,
  };
}
