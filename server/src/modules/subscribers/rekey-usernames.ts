import type { Tx } from '../../platform/db/index.ts';
import { subscriberErrors } from './errors.ts';
import { findByUsernameKeys, listNamesWithRealm, writeUsernameKeys } from './username-store.ts';
import { usernameKey } from './username-key.ts';

const batchSize = 500;
/** All happens in one transaction, for which the change feed of the installation waits: about two seconds. */
const mostRekeyed = 20_000;

/**
 * Brings the keys of all user names under another rule for realms, in the transaction that writes the
 * rule. 409 when two subscribers would then have the same key, naming some, or when too many would change.
 */
export async function rekeyUsernames(
  tx: Tx,
  { tenantId, stripRealm }: { tenantId: string; stripRealm: boolean },
): Promise<void> {
  let after: string | undefined;
  let rekeyed = 0;
  do {
    const named = await listNamesWithRealm(tx, { tenantId, after, limit: batchSize });
    const changes = named
      .map(({ id, username, credential, ...before }) => ({
        id,
        username,
        before: before.usernameKey,
        key: usernameKey(username, { stripRealm, credential }),
      }))
      .filter(({ before, key }) => before !== key);
    rekeyed += changes.length;
    if (rekeyed > mostRekeyed) throw subscriberErrors.tooManyRealms();
    await refuseSharedKeys(tx, { tenantId, changes });
    await writeUsernameKeys(tx, { tenantId, changes });
    after = named.length === batchSize ? named.at(-1)!.id : undefined;
  } while (after !== undefined);
}

interface Rekeying {
  id: string;
  username: string;
  key: string;
}

async function refuseSharedKeys(
  tx: Tx,
  { tenantId, changes }: { tenantId: string; changes: readonly Rekeying[] },
): Promise<void> {
  const keys = changes.map(({ key }) => key);
  const holders = new Map(
    (await findByUsernameKeys(tx, { tenantId, keys })).map((one) => [one.usernameKey, one]),
  );
  const details = changes.flatMap(({ username, key }) => {
    const holder = holders.get(key);
    holders.set(key, { usernameKey: key, username });
    return holder ? [{ field: username, message: `would be the same user name as ${holder.username}` }] : [];
  });
  if (details.length > 0) throw subscriberErrors.realmsCollide({ details: details.slice(0, mostNamed) });
}

/** Collisions that one answer names. */
const mostNamed = 20;
