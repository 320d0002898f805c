import { CommandError } from '../command-error.ts';

/** What the typed client answers for any route. */
interface Outcome<Body> {
  readonly data?: Body | undefined;
  readonly error?: unknown;
  readonly response: Response;
}

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly details: readonly { readonly field?: string; readonly message?: string }[];
}

export interface CallOptions {
  /** By API field the option it came from, so that a refusal names what the person typed. */
  readonly options?: Readonly<Record<string, string>>;
}

/** What the API refused, with its stable code for callers that can do something about it. */
export class ApiRefusal extends CommandError {
  override readonly name = 'ApiRefusal';
  readonly code: string;
  readonly status: number;

  constructor(message: string, { code, status }: { code: string; status: number }) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** The body of a successful answer; everything else is a CommandError in one sentence. */
export async function call<Body>(
  outcome: Promise<Outcome<Body>>,
  { options = {} }: CallOptions = {},
): Promise<Body> {
  const { data, error, response } = await reached(outcome);
  if (data !== undefined) return data;
  const refusal = readRefusal(error);
  throw new ApiRefusal(sentence(refusal, response.status, options), {
    code: refusal?.code ?? '',
    status: response.status,
  });
}

async function reached<Body>(outcome: Promise<Outcome<Body>>): Promise<Outcome<Body>> {
  try {
    return await outcome;
  } catch (error) {
    if (!(error instanceof Error) || error instanceof CommandError) throw error;
    if (error.name === 'AbortError') throw error;
    const reason = error.cause instanceof Error ? error.cause.message || error.cause.name : error.message;
    throw new CommandError(
      `the server cannot be reached (${reason}); start it with "npm start", or sign in elsewhere with: trunkline login --url <address>`,
      { cause: error },
    );
  }
}

function sentence(
  refusal: Refusal | undefined,
  status: number,
  options: Readonly<Record<string, string>>,
): string {
  if (status === 401) return 'you are not signed in, or the session has ended; sign in with: trunkline login';
  if (!refusal) return `the server answered ${status} without a reason; its log says more`;
  if (refusal.code === 'staff.password_change_required') {
    return 'the password must be changed first; do it with: trunkline login';
  }
  if (status === 429) return `${refusal.message} Wait a minute and try again.`;
  const fields = refusal.details
    .filter(({ field, message }) => field !== undefined && message !== undefined)
    .map(({ field, message }) => `${options[field!] ?? field}: ${message}`);
  if (fields.length > 0) return fields.join('; ');
  return status >= 500 ? `${refusal.message} (${refusal.code}; the server's log says more)` : refusal.message;
}

function readRefusal(error: unknown): Refusal | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, message, details } = error as Record<string, unknown>;
  if (typeof code !== 'string' || typeof message !== 'string') return undefined;
  return { code, message, details: Array.isArray(details) ? (details as Refusal['details']) : [] };
}
