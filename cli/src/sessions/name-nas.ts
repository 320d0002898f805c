import type { ApiClient } from '../api/connect.ts';
import { listNas } from '../api/find-nas.ts';

/** What a NAS is called, by its id; the id itself for one that is gone. */
export async function nameNas(client: ApiClient): Promise<(id: string) => string> {
  const names = new Map((await listNas(client)).map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}
