import type { paths } from '@trunkline/openapi-client';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.ts';

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': { data: infer Data } } } } };
}
  ? Data
  : never;

export type Radsec = Answer<'/api/radsec'>;
export type IssuedCertificate =
  paths['/api/nas/{id}/certificate']['post']['responses'][200]['content']['application/json']['data'];

/** Where RADIUS over TLS is taken, and what routers check this server by. */
export const radsecQuery = queryOptions({
  queryKey: ['nas', 'radsec'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/radsec', { signal }))).data,
});

/** Null: this company asks at the common ports. */
export const ownPortsQuery = queryOptions({
  queryKey: ['nas', 'own-ports'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/own-ports', { signal }))).data,
});

/** Its key is told in this answer and kept nowhere. */
export async function issueCertificate(id: string): Promise<IssuedCertificate> {
  return (await answerOf(api.POST('/api/nas/{id}/certificate', { params: { path: { id } }, body: {} }))).data;
}

export async function removeCertificate(id: string): Promise<void> {
  await answerOf(api.DELETE('/api/nas/{id}/certificate', { params: { path: { id } } }));
}

export async function enterFingerprint(
  { id, revision }: { id: string; revision: number },
  certificateFingerprint: string,
): Promise<void> {
  const params = { path: { id }, header: { 'if-match': `"${revision}"` } };
  await answerOf(api.PATCH('/api/nas/{id}', { params, body: { certificateFingerprint } }));
}
