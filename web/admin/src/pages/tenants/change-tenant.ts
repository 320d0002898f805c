import type { paths } from '@trunkline/openapi-client';
import { answerOf, api } from '../../api/api.ts';
import type { Tenant } from './tenant-queries.ts';

type Change = paths['/api/tenants/{id}']['patch']['requestBody']['content']['application/json'];

/** As the operator; refused when somebody else changed the tenant meanwhile. */
export async function changeTenant(
  { id, revision }: Pick<Tenant, 'id' | 'revision'>,
  body: Change,
): Promise<Tenant> {
  const params = { path: { id }, header: { 'if-match': `"${revision}"` } };
  return (await answerOf(api.PATCH('/api/tenants/{id}', { params, body }))).data;
}
