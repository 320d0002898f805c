import type { RouterosCaller } from '../client/routeros-client.ts';
import { where } from '../protocol/command-sentence.ts';
import { parseList } from '../values/scalar.ts';
import type { ChangeOptions } from './menu.ts';

/** What a user of the router may do there. */
export interface UserRights {
  readonly group: string;
  /** `read`, `write`, `api`, …: those that are granted. What is not appears as `!ftp`, and is left out. */
  readonly policies: readonly string[];
}

/** Undefined: the router has no such user, or does not tell. */
export async function readUserRights(
  client: RouterosCaller,
  name: string,
  options: ChangeOptions = {},
): Promise<UserRights | undefined> {
  const users = await client.call(
    '/user/print',
    {},
    { ...options, queries: where({ name }), proplist: ['group'] },
  );
  const group = users.rows[0]?.['group'];
  if (group === undefined) return undefined;
  const groups = await client.call(
    '/user/group/print',
    {},
    { ...options, queries: where({ name: group }), proplist: ['policy'] },
  );
  const policies = parseList(groups.rows[0]?.['policy']).filter((policy) => !policy.startsWith('!'));
  return { group, policies };
}
