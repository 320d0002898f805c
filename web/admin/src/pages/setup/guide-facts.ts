import type { paths } from '@trunkline/openapi-client';

/** What `GET /api/guide` tells. */
export type GuideFacts = paths['/api/guide']['get']['responses'][200]['content']['application/json']['data'];
