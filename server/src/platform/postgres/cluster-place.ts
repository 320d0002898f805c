import { randomBytes } from 'node:crypto';
import {
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmdirSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { canReach, makePassable, type ServiceUser } from './service-user.ts';

export class UnusablePlace extends Error {
  override name = 'UnusablePlace';
}

/**
 * The folder that holds the cluster, without symbolic links in its path: `<data>/postgres`, or, where
 * the service user cannot get there (a checkout under /root, mode 0700), a folder under `sharedRoot`
 * to which `<data>/postgres` is then a symbolic link, so that the place stays the same at every later
 * start and can be seen. Throws UnusablePlace.
 */
export function placeCluster(options: {
  dataDirectory: string;
  user: ServiceUser | undefined;
  sharedRoot: string;
  say: (sentence: string) => void;
}): string {
  const { dataDirectory, user, sharedRoot, say } = options;
  const wanted = join(dataDirectory, 'postgres');
  if (!isThere(wanted)) mkdirSync(wanted, { mode: 0o700 });
  let place = followLink(wanted);
  // Before the first reach test the folder must be the service user's, or it would always fail.
  if (user && isEmpty(place)) chownSync(place, user.uid, user.gid);
  if (user && !canReach(user, place)) {
    if (!isEmpty(place)) {
      throw new UnusablePlace(
        `PostgreSQL's own user can no longer reach its data in ${place}: a folder above is closed to others. ` +
          `Open the way (chmod o+x on the folders above), or run as the user who owns it.`,
      );
    }
    makePassable(sharedRoot);
    place = join(sharedRoot, `data-${randomBytes(6).toString('hex')}`);
    mkdirSync(place, { mode: 0o700 });
    chownSync(place, user.uid, user.gid);
    rmdirSync(wanted);
    symlinkSync(place, wanted);
    say(
      `PostgreSQL does not run as root, and its own user cannot reach ${dataDirectory}. ` +
        `Its data are therefore kept in ${place}; include that folder in backups.`,
    );
  }
  refuseForeignOwner(place, user);
  return place;
}

function refuseForeignOwner(place: string, user: ServiceUser | undefined): void {
  const owner = statSync(place).uid;
  const expected = user?.uid ?? process.getuid?.();
  if (expected === undefined || owner === expected) return;
  throw new UnusablePlace(
    `${place} belongs to the user with number ${owner}, and PostgreSQL would run as number ${expected}. ` +
      'Start as the user who started it first.',
  );
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function followLink(path: string): string {
  try {
    return realpathSync(path);
  } catch (cause) {
    throw new UnusablePlace(
      `${path} points to a folder that does not exist. Put the folder back where it was.`,
      {
        cause,
      },
    );
  }
}

function isEmpty(folder: string): boolean {
  return readdirSync(folder).length === 0;
}
