/** Every bound of the HTTP face in one place. */

export const bodyLimitBytes = 1024 * 1024;
/** Objects and arrays within each other; nothing of ours needs more than six. */
export const maxJsonDepth = 32;
/** More are not told: a body of a thousand wrong fields is wrong as a whole. */
export const maxDetails = 50;

export const standardPageSize = 50;
export const maxPageSize = 200;

/** Requests without a valid session, per client address (an IPv6 /64 counts as one) and minute. */
export const anonymousRequestsPerMinute = 300;
export const sessionRequestsPerMinute = 1_200;
/** Attempts to sign in, per address and again per account, a minute. */
export const signInsPerMinute = 10;
/** Counters kept per kind of limit; beyond that the one unused for longest is forgotten. */
export const maxRateCounters = 20_000;

/** A request must have arrived whole by then, so that a slow sender holds no socket for ever. */
export const requestTimeoutMs = 30_000;
export const keepAliveTimeoutMs = 10_000;

/** What a client is told to wait when the database is away. */
export const databaseRetrySeconds = 2;

/** Requests that run when the server stops may take this long; shorter than a role's whole stop. */
export const drainLimitMs = 6_000;
