import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync } from 'node:fs';

/** PostgreSQL refuses to run as root: then its processes run as this user of the system. */
export const serviceUserName = 'trunkline';

export interface ServiceUser {
  uid: number;
  gid: number;
}

export class NoServiceUser extends Error {
  override name = 'NoServiceUser';
}

/**
 * The user for PostgreSQL's processes: undefined means the user who runs this process. As root it is a
 * system user without home or shell, made when it is missing. Throws NoServiceUser with the remedy.
 */
export function serviceUser(): ServiceUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const existing = findUser();
  if (existing) return existing;
  const command = ['useradd', '--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  command.push('--shell', '/usr/sbin/nologin', serviceUserName);
  const made = spawnSync(command[0]!, command.slice(1), { encoding: 'utf8' });
  const user = findUser();
  if (user) return user;
  throw new NoServiceUser(
    `PostgreSQL does not run as root, and the system user "${serviceUserName}" could not be made ` +
      `(${made.error?.message ?? made.stderr.trim()}). Make it yourself: ${command.join(' ')}`,
  );
}

/** Whether the service user may pass through all folders above `path` and read it. */
export function canReach(user: ServiceUser, path: string): boolean {
  // Asked of the system as that user: modes alone would not know about access lists and mounts.
  const asked = spawnSync('/bin/sh', ['-c', 'test -r "$1" && test -x "$1"', 'sh', path], {
    ...user,
    cwd: '/',
    stdio: 'ignore',
  });
  return asked.status === 0;
}

/** Makes a folder that every user may pass through, whatever the umask. */
export function makePassable(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
}

function findUser(): ServiceUser | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${serviceUserName}:`));
  const fields = (line ?? askNameService())?.split(':');
  return fields && { uid: Number(fields[2]), gid: Number(fields[3]) };
}

/** Users may also come from a directory service, which only getent asks. */
function askNameService(): string | undefined {
  try {
    return execFileSync('getent', ['passwd', serviceUserName], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    // Unknown user, or no getent on this system: either way there is none.
    return undefined;
  }
}
