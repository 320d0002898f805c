import { call } from './call.ts';
import type { ApiClient } from './connect.ts';

/** The currency in which the tenant keeps its books; prices are in it unless said otherwise. */
export async function readCurrency(client: ApiClient): Promise<string> {
  const { data } = await call(client.GET('/api/tenant'));
  return data.currency;
}
