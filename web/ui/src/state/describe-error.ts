/** What can be told about a failure, whoever threw it. */
export interface ErrorDescription {
  kind: 'offline' | 'busy' | 'forbidden' | 'signed-out' | 'not-found' | 'refused' | 'failed';
  /** The API's own sentence, where it gave one that was meant for people. */
  message: string | undefined;
  /** The API's stable code, for support. */
  code: string | undefined;
}

/** The parts of an API error that matter here; no class is asked for, so any client will do. */
interface ApiErrorLike {
  status?: unknown;
  code?: unknown;
  message?: unknown;
}

const kindsByStatus: Record<number, ErrorDescription['kind']> = {
  401: 'signed-out',
  403: 'forbidden',
  404: 'not-found',
  429: 'busy',
  503: 'busy',
};

/** Sorts any thrown value into what the person can do about it. */
export function describeError(error: unknown): ErrorDescription {
  const { status, code, message } = (
    typeof error === 'object' && error !== null ? error : {}
  ) as ApiErrorLike;
  if (typeof status !== 'number' || status === 0) {
    // Browsers throw a TypeError when no answer came at all, each with words of its own.
    const kind = error instanceof TypeError || status === 0 ? 'offline' : 'failed';
    return { kind, message: undefined, code: undefined };
  }
  const kind = kindsByStatus[status] ?? (status >= 400 && status < 500 ? 'refused' : 'failed');
  return {
    kind,
    message: kind === 'refused' && typeof message === 'string' ? message : undefined,
    code: typeof code === 'string' ? code : undefined,
  };
}
