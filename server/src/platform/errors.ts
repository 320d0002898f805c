/** One field that is wrong: its path as the client wrote it (`terms.downloadBps`), and what to do. */
export interface ErrorDetail {
  field: string;
  message: string;
}

/** What the client may be told for a kind of error. Codes never change once released. */
export interface ErrorEntry {
  /** `<module>.<what>`, such as `nas.prefix_taken`. */
  code: string;
  status: ErrorStatus;
  /** A sentence for people: what is wrong and what to do. Never names another tenant's data. */
  message: string;
}

export type ErrorStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503;

export interface ErrorContext {
  /** Replaces the entry's message where the case can be told better. Public. */
  message?: string;
  details?: ErrorDetail[];
  /** Public data that helps to go on, such as the present row of a revision conflict. */
  data?: unknown;
  /** Seconds after which trying again makes sense; becomes Retry-After. */
  retryAfterSeconds?: number;
  cause?: unknown;
}

/** An expected error. Everything in it except `cause` is public. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError';
  readonly code: string;
  readonly status: ErrorStatus;
  readonly details: ErrorDetail[] | undefined;
  readonly data: unknown;
  readonly retryAfterSeconds: number | undefined;

  constructor(entry: ErrorEntry, context: ErrorContext = {}) {
    super(
      context.message ?? entry.message,
      context.cause === undefined ? undefined : { cause: context.cause },
    );
    this.code = entry.code;
    this.status = entry.status;
    this.details = context.details;
    this.data = context.data;
    this.retryAfterSeconds = context.retryAfterSeconds;
  }
}

export type ErrorMaker = ((context?: ErrorContext) => CatalogueError) & { readonly entry: ErrorEntry };

/**
 * A module's catalogue: the only place where its errors are born.
 *
 *     export const nasErrors = defineErrors({
 *       notFound: { code: 'nas.not_found', status: 404, message: 'There is no such NAS.' },
 *     });
 *     throw nasErrors.notFound();
 *     throw nasErrors.prefixTaken({ details: [{ field: 'prefix', message: 'Choose another.' }] });
 */
export function defineErrors<const Entries extends Record<string, ErrorEntry>>(
  entries: Entries,
): { readonly [Name in keyof Entries]: ErrorMaker } {
  const makers = Object.entries(entries).map(([name, entry]) => {
    const make = (context?: ErrorContext): CatalogueError => new CatalogueError(entry, context);
    return [name, Object.assign(make, { entry })];
  });
  return Object.fromEntries(makers) as { readonly [Name in keyof Entries]: ErrorMaker };
}

/**
 * Throws `conflict` (409) when the row was changed since the client read it. The answer carries the
 * present row as the client would read it, so that a person can compare.
 */
export function requireRevision(
  conflict: ErrorMaker,
  { present, expected, row }: { present: number; expected: number; row: unknown },
): void {
  if (present === expected) return;
  const message = `The row is at revision ${present} now, not ${expected}; read it again and repeat the change.`;
  throw conflict({ details: [{ field: 'If-Match', message }], data: row });
}
