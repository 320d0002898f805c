import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const fillerName = 'filler';
const mebibyte = 1024 * 1024;

/** Names its folder on standard output when it is mounted, and lives until standard input ends. */
const holder = 'mount -t tmpfs -o "size=$1m,mode=0700" tmpfs "$2" && echo mounted && exec cat';

/**
 * A real file system of a few megabytes over a folder: a tmpfs in a mount namespace of its own, which only
 * programs started `within` it see. It is gone with this process. An ordinary user gets it by a user
 * namespace; where the system allows neither, `mount` rejects with what to do.
 */
export class SmallDisk {
  readonly #folder: string;
  readonly #holder: ChildProcess;
  /** The beginning of a command line that runs the rest of it with this disk mounted. */
  readonly within: readonly string[];

  private constructor(folder: string, holder: ChildProcess) {
    this.#folder = folder;
    this.#holder = holder;
    const target = ['nsenter', '--mount', `--target=${holder.pid}`];
    this.within = isRoot() ? target : [...target, '--user', '--preserve-credentials'];
  }

  static async mount(folder: string, mebibytes: number): Promise<SmallDisk> {
    const asUser = isRoot() ? [] : ['--user', '--map-current-user', '--keep-caps'];
    const command = ['--mount', ...asUser, 'sh', '-c', holder, 'sh', String(mebibytes), folder];
    const child = spawn('unshare', command, { stdio: ['pipe', 'pipe', 'pipe'] });
    let trouble = '';
    child.stderr.on('data', (chunk: Buffer) => (trouble += chunk.toString('utf8')));
    const ended = once(child, 'close').then(() => false);
    const isMounted = await Promise.race([once(child.stdout, 'data').then(() => true), ended]);
    if (isMounted) return new SmallDisk(folder, child);
    throw new Error(
      `A disk of its own could not be mounted for this test (${trouble.trim()}). ` +
        'Run it as root with CAP_SYS_ADMIN, or where the system allows unprivileged user namespaces.',
    );
  }

  /** The same folder as this process, outside of the namespace, reaches it. */
  get path(): string {
    return `/proc/${this.#holder.pid}/root${this.#folder}`;
  }

  get freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.path);
    return bavail * bsize;
  }

  /** As somebody else's data would: takes all room, to the last block. */
  fill(): void {
    const file = openSync(join(this.path, fillerName), 'a', 0o600);
    try {
      for (let block = Buffer.alloc(mebibyte, 1); block.length > 0;) {
        try {
          writeSync(file, block);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
          block = block.subarray(0, block.length >> 1);
        }
      }
    } finally {
      closeSync(file);
    }
  }

  makeRoom(): void {
    rmSync(join(this.path, fillerName), { force: true });
  }

  async unmount(): Promise<void> {
    const ended = once(this.#holder, 'close');
    this.#holder.stdin!.end();
    await ended;
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
