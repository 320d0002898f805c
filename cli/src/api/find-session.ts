import { CommandError } from '../command-error.ts';
import { call } from './call.ts';
import type { ApiClient } from './connect.ts';
import { findSubscriber, isId } from './find-subscriber.ts';

/** Sessions of one subscriber that are looked at. */
const MAX_OPEN = 100;

/** The session with this id, or the only open one of the subscriber with this user name. */
export async function findSession(client: ApiClient, idOrUsername: string) {
  const id = isId(idOrUsername) ? idOrUsername.toLowerCase() : await findOpenId(client, idOrUsername);
  const { data } = await call(client.GET('/api/sessions/{id}', { params: { path: { id } } }));
  return data;
}

async function findOpenId(client: ApiClient, username: string): Promise<string> {
  const { id: subscriberId } = await findSubscriber(client, username);
  const { data } = await call(
    client.GET('/api/sessions', { params: { query: { online: 'true', subscriberId, limit: MAX_OPEN } } }),
  );
  const [only, ...others] = data;
  if (!only)
    throw new CommandError(
      `${username} is not online; see past sessions with: trunkline sessions --all --user ${username}`,
    );
  if (others.length > 0) {
    throw new CommandError(
      `${username} has ${data.length} sessions; name one by its id: ${data.map(({ id }) => id).join(', ')}`,
    );
  }
  return only.id;
}
