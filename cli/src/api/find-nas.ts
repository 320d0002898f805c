import { CommandError } from '../command-error.ts';
import { call } from './call.ts';
import type { ApiClient } from './connect.ts';
import { readRows } from './pages.ts';

/** More NAS than one installation has; the list is read whole to find one by its name. */
const MAX_NAS = 20_000;

export type Nas = Awaited<ReturnType<typeof listNas>>[number];

export async function listNas(client: ApiClient) {
  const { rows } = await readRows((query) => call(client.GET('/api/nas', { params: { query } })), MAX_NAS);
  return rows;
}

/** The NAS with this name in any letter case, or this id. */
export async function findNas(client: ApiClient, nameOrId: string): Promise<Nas> {
  const wanted = nameOrId.toLowerCase();
  const found = (await listNas(client)).find(
    ({ id, name }) => id === wanted || name.toLowerCase() === wanted,
  );
  if (!found)
    throw new CommandError(`there is no NAS named "${nameOrId}"; see them with: trunkline nas list`);
  return found;
}
