import { constants } from 'node:fs';
import { mkdir, open, readdir, rename, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/** What the journal asks of a file. Positions are absolute; nothing appends. */
export interface DiskFile {
  /** Writes all of `bytes`, or rejects. */
  write(bytes: Uint8Array, position: number): Promise<void>;
  /** Resolves when the written bytes survive a loss of power (fdatasync). */
  sync(): Promise<void>;
  /** Fills `target` as far as the file goes and resolves to the number of bytes read. */
  read(target: Uint8Array, position: number): Promise<number>;
  close(): Promise<void>;
}

/** The disk as the journal sees it, so that tests can put in one that fails by seed. */
export interface JournalDisk {
  makeFolder(folder: string): Promise<void>;
  /** Names in the folder; none when it does not exist. */
  list(folder: string): Promise<string[]>;
  create(path: string): Promise<DiskFile>;
  /** Undefined when there is no such file. */
  openForReading(path: string): Promise<DiskFile | undefined>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Makes the names in the folder durable: a synced file whose name is lost is lost. */
  syncFolder(folder: string): Promise<void>;
}

/** The machine's own file system. */
export const nodeDisk: JournalDisk = {
  async makeFolder(folder) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  },
  async list(folder) {
    try {
      return await readdir(folder);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  },
  async create(path) {
    const flags = constants.O_CREAT | constants.O_TRUNC | constants.O_RDWR;
    return new NodeFile(await open(path, flags, 0o600));
  },
  async openForReading(path) {
    try {
      return new NodeFile(await open(path, constants.O_RDONLY));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
  rename,
  async remove(path) {
    try {
      await unlink(path);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  },
  async syncFolder(folder) {
    const handle = await open(join(folder, '.'), constants.O_RDONLY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

class NodeFile implements DiskFile {
  readonly #handle: FileHandle;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  async write(bytes: Uint8Array, position: number): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await this.#handle.write(bytes, done, bytes.length - done, position + done);
      done += bytesWritten;
    }
  }

  sync(): Promise<void> {
    return this.#handle.datasync();
  }

  async read(target: Uint8Array, position: number): Promise<number> {
    for (let done = 0; ;) {
      const { bytesRead } = await this.#handle.read(target, done, target.length - done, position + done);
      done += bytesRead;
      if (bytesRead === 0 || done === target.length) return done;
    }
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
