/** Every bound of the HTTP face in one place. */

export const bodyLimitBytes = 1024 * 1024;
/** Objects and arrays within each other; nothing of ours needs more than six. */
export const maxJsonDepth = 32;
/** More are not told: a body of a thousand wrong fields is wrong as a whole. */
export const maxDetails = 50;

export const standardPageSize = 50;
export const maxPageSize = 500;

/** Requests without a valid session, per client address (an IPv6 /64 counts as one) and minute. */
export const anonymousRequestsPerMinute = 300;
/** Files of the web app per client address and minute: an office behind one address that opens it at once. */
export const fileRequestsPerMinute = 3_000;
export const sessionRequestsPerMinute = 1_200;
/** All sessions of a tenant together: ten that work at their own limit. */
export const tenantRequestsPerMinute = 12_000;
/**
 * Requests of one tenant that are worked on at once: fewer than the api role has connections to the
 * database, so that the requests of another tenant always find one.
 */
export const runningPerTenant = 4;
/** Requests of one tenant that wait for their turn; one more is refused with 429. */
export const waitingPerTenant = 300;

/** Attempts to sign in from one address, whatever the account, a minute: an office behind one address. */
export const signInsPerAddressPerMinute = 30;
/** Attempts on one account from one address a minute. */
export const signInsPerMinute = 10;
/**
 * Attempts on one account from all addresses together a minute. It slows guessing from many addresses and does
 * not hold for an address from which the account was signed in to before, or a stranger could keep its owner out.
 */
export const signInsPerAccountPerMinute = 60;
/** Counters kept per kind of limit; beyond that the one unused for longest is forgotten. */
export const maxRateCounters = 20_000;

/** The headers of a request must have arrived by then, and the whole of it by the second limit. */
export const headersTimeoutMs = 10_000;
export const requestTimeoutMs = 30_000;
/** How often Node looks for connections beyond those limits. */
export const slowCheckMs = 2_000;
export const keepAliveTimeoutMs = 10_000;
/** Open connections from one address that is no trusted proxy; further ones are closed at once. */
export const connectionsPerAddress = 300;

/** What a client is told to wait when the database is away. */
export const databaseRetrySeconds = 2;

/** Requests that run when the server stops may take this long; shorter than a role's whole stop. */
export const drainLimitMs = 6_000;

/** Streams of events: a page that stays open. Of one session, of one tenant, of this process. */
export const streamsPerSession = 16;
export const streamsPerTenant = 200;
export const streamsAtOnce = 1_000;
/** A reader that leaves so much unread is closed, and begins anew. */
export const maxStreamBufferBytes = 256 * 1024;
/** What it still has to be sent at the end may take this long. */
export const streamEndMs = 2_000;
/** Proxies close what is silent for a minute. */
export const streamBeatMs = 15_000;
/** How often it is asked whether who listens still may. */
export const streamCheckMs = 30_000;
/** What a client is told to wait before it connects again. */
export const streamRetryMs = 3_000;
