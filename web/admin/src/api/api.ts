import { answerOf, createApiClient } from '@trunkline/openapi-client';

/** The typed API of this site; the session's cookie goes along by itself. */
export const api = createApiClient({ baseUrl: location.origin });

export { answerOf };
