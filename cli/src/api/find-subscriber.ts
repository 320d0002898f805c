import { CommandError } from '../command-error.ts';
import { call } from './call.ts';
import type { ApiClient } from './connect.ts';
import { readRows } from './pages.ts';

/** Rows looked through for a user name: the search goes by its beginning. */
const MAX_CANDIDATES = 2_000;

/** Whether a word is an id and no name. */
export function isId(word: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(word);
}

export type FoundSubscriber = Awaited<ReturnType<typeof findSubscriber>>;

/** The subscriber with this user name in any letter case, or this id. */
export async function findSubscriber(client: ApiClient, nameOrId: string) {
  const id = isId(nameOrId) ? nameOrId.toLowerCase() : await findId(client, nameOrId);
  const { data } = await call(client.GET('/api/subscribers/{id}', { params: { path: { id } } }));
  return data;
}

async function findId(client: ApiClient, username: string): Promise<string> {
  const key = keyOf(username);
  const { rows } = await readRows(
    (page) => call(client.GET('/api/subscribers', { params: { query: { q: username, ...page } } })),
    MAX_CANDIDATES,
  );
  const found = rows.find((row) => keyOf(row.username) === key);
  if (found) return found.id;
  throw new CommandError(`there is no subscriber "${username}"; see them with: trunkline subscriber list`);
}

/** How user names are compared everywhere. */
function keyOf(username: string): string {
  return username.normalize('NFC').trim().toLowerCase();
}
