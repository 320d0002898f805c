import { dirname } from 'node:path';
import type { Random } from '@trunkline/kit';
import type { DiskFile, JournalDisk } from './disk.ts';

export type DiskErrorCode = 'EIO' | 'ENOSPC';

interface Content {
  /** What a reader sees. */
  seen: Buffer;
  /** What survives a loss of power. */
  durable: Buffer;
}

const pageBytes = 512;

/**
 * A disk in memory that loses power by seed, for tests of what survives: writes not yet synced are lost or
 * kept page by page, names not yet synced are lost or kept, and any operation can be made to fail.
 */
export class FakeDisk implements JournalDisk {
  readonly #random: Random;
  #files = new Map<string, Content>();
  #durableNames = new Map<string, Content>();
  #generation = 0;
  /** Bytes that files may hold together; ENOSPC beyond. */
  spaceBytes = Infinity;
  /** Asked before every sync; a code makes it fail and drops what it should have made durable. */
  failSync: () => DiskErrorCode | undefined = () => undefined;
  /** Called after every sync that succeeded. */
  onSync: () => void = () => {};

  constructor(random: Random) {
    this.#random = random;
  }

  /** The power goes: what the disk holds afterwards. Files open until now reject from here on. */
  losePower(): void {
    this.#generation++;
    const survivors = new Map<string, Content>();
    const kept = new Map(this.#durableNames);
    for (const [path, content] of this.#files) if (this.#random.integer(2) === 0) kept.set(path, content);
    for (const [path, content] of kept) {
      const bytes = this.#tear(content);
      survivors.set(path, { seen: bytes, durable: Buffer.from(bytes) });
    }
    this.#files = survivors;
    this.#durableNames = new Map(survivors);
  }

  /** Changes what is stored, as a failing medium does. */
  corrupt(path: string, change: (bytes: Buffer) => Buffer): void {
    const content = this.#files.get(path)!;
    content.seen = change(Buffer.from(content.seen));
    content.durable = Buffer.from(content.seen);
  }

  bytesOf(path: string): Buffer {
    return Buffer.from(this.#files.get(path)!.seen);
  }

  async makeFolder(): Promise<void> {}

  async list(folder: string): Promise<string[]> {
    return [...this.#files.keys()]
      .filter((path) => dirname(path) === folder)
      .map((path) => path.slice(folder.length + 1));
  }

  async create(path: string): Promise<DiskFile> {
    const content: Content = { seen: Buffer.alloc(0), durable: Buffer.alloc(0) };
    this.#files.set(path, content);
    return this.#handle(content);
  }

  async openForReading(path: string): Promise<DiskFile | undefined> {
    const content = this.#files.get(path);
    return content && this.#handle(content);
  }

  async rename(from: string, to: string): Promise<void> {
    this.#files.set(to, this.#files.get(from)!);
    this.#files.delete(from);
  }

  async remove(path: string): Promise<void> {
    this.#files.delete(path);
  }

  async syncFolder(folder: string): Promise<void> {
    for (const path of this.#durableNames.keys()) {
      if (dirname(path) === folder && !this.#files.has(path)) this.#durableNames.delete(path);
    }
    for (const [path, content] of this.#files) {
      if (dirname(path) === folder) this.#durableNames.set(path, content);
    }
  }

  #handle(content: Content): DiskFile {
    const generation = this.#generation;
    const check = (): void => {
      if (generation !== this.#generation) throw new Error('the power was lost');
    };
    return {
      write: async (bytes, position) => {
        check();
        const growth = Math.max(0, position + bytes.length - content.seen.length);
        if (this.#used() + growth > this.spaceBytes) throw diskError('ENOSPC');
        content.seen = overlay(content.seen, bytes, position);
      },
      sync: async () => {
        check();
        const code = this.failSync();
        if (code) {
          // As the kernel may: the dirty pages are dropped, and a second sync would succeed without them.
          content.seen = Buffer.from(content.durable);
          throw diskError(code);
        }
        // The power may go while a sync is under way.
        await Promise.resolve();
        check();
        content.durable = Buffer.from(content.seen);
        this.onSync();
      },
      read: async (target, position) => {
        check();
        return position >= content.seen.length ? 0 : content.seen.copy(target, 0, position);
      },
      close: async () => {},
    };
  }

  #used(): number {
    let used = 0;
    for (const content of this.#files.values()) used += content.seen.length;
    return used;
  }

  /** Each page that was not synced is there or not. */
  #tear({ seen, durable }: Content): Buffer {
    let bytes: Buffer = Buffer.from(durable);
    for (let at = 0; at < seen.length; at += pageBytes) {
      const page = seen.subarray(at, at + pageBytes);
      if (page.equals(durable.subarray(at, at + pageBytes))) continue;
      if (this.#random.integer(2) === 0) bytes = overlay(bytes, page, at);
    }
    return bytes;
  }
}

function overlay(bytes: Buffer, piece: Uint8Array, position: number): Buffer {
  const length = Math.max(bytes.length, position + piece.length);
  const next = length > bytes.length ? Buffer.concat([bytes], length) : Buffer.from(bytes);
  next.set(piece, position);
  return next;
}

function diskError(code: DiskErrorCode): Error {
  return Object.assign(new Error(`${code}: by the fake disk`), { code });
}
