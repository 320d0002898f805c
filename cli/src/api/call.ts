import { answerOf, ApiError } from '@trunkline/openapi-client';
import { CommandError } from '../command-error.ts';

/** What the typed client answers for any route. */
interface Outcome<Body> {
  readonly data?: Body;
  readonly error?: unknown;
  readonly response: Response;
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
  /** What helps to go on, such as the challenge of a sign-in that needs a second factor. */
  readonly data: unknown;
  /** What the server asks to wait before the next try. */
  readonly retryAfterSeconds: number | undefined;

  constructor(message: string, { cause, response }: { cause: ApiError; response: Response }) {
    super(message, { cause });
    this.code = cause.code;
    this.status = cause.status;
    this.data = cause.data;
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    this.retryAfterSeconds = seconds >= 0 ? seconds : undefined;
  }
}

/** The body of a successful answer; everything else is a CommandError in one sentence. */
export async function call<Body>(
  outcome: Promise<Outcome<Body>>,
  { options = {} }: CallOptions = {},
): Promise<Body> {
  try {
    return await answerOf(outcome);
  } catch (error) {
    if (!(error instanceof ApiError)) throw describeUnreached(error);
    throw new ApiRefusal(sentence(error, options), { cause: error, response: (await outcome).response });
  }
}

/** Node's fetch fails with a TypeError whose cause is the system's; a timeout has a name of its own. */
function describeUnreached(error: unknown): unknown {
  if (!(error instanceof Error) || !['TypeError', 'TimeoutError'].includes(error.name)) return error;
  const { cause } = error;
  const reason =
    cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : error.message;
  return new CommandError(
    `the server cannot be reached (${reason}); start it with "npm start", or sign in elsewhere with: trunkline login --url <address>`,
    { cause: error },
  );
}

function sentence(error: ApiError, options: Readonly<Record<string, string>>): string {
  if (error.code === 'http.sign_in_required') {
    return 'you are not signed in, or the session has ended; sign in with: trunkline login';
  }
  if (error.code === 'staff.password_change_required') {
    return 'the password must be changed first; do it with: trunkline login';
  }
  const fields = error.details.map(({ field, message }) => describeField(options[field] ?? field, message));
  if (fields.length === 0) return error.message;
  // A 400 says no more than its fields do; a conflict has a remedy of its own.
  return error.status === 400 ? fields.join('; ') : `${fields.join('; ')}. ${error.message}`;
}

/** Messages are either the rest of a sentence ("is taken") or one of their own. */
function describeField(field: string, message: string): string {
  const text = message.replace(/\.$/, '');
  return /^[a-z]/.test(text) ? `${field} ${text}` : `${field}: ${text}`;
}
