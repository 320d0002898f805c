import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '@trunkline/kit';
import type { SetAsideRecord } from '../../modules/sessions/index.ts';

const fileName = 'set-aside.ndjson';
/** Beyond this records are only counted: a NAS that sends nonsense must not fill the disk. */
const maxFileBytes = 64 * 1024 * 1024;

/** Whether the lines are on disk; when they are not, the disk's error, or none where the file is full. */
export interface SetAsideOutcome {
  isKept: boolean;
  error?: unknown;
}

/**
 * Keeps the records that no rule can apply, beside their journal, for a person to look at: one JSON line
 * each. A batch that is tried again is written again.
 */
export class SetAsideFile {
  readonly #path: string;
  readonly #clock: Clock;

  constructor({ folder, clock }: { folder: string; clock: Clock }) {
    this.#path = join(folder, fileName);
    this.#clock = clock;
  }

  /**
   * Resolves when the lines survive a loss of power, or cannot be kept. An error of the disk is an outcome:
   * a fold that waited here for room would never delete the segments that fill the disk.
   */
  async write(records: readonly SetAsideRecord[]): Promise<SetAsideOutcome> {
    const at = new Date(this.#clock.now()).toISOString();
    const lines = records.map(({ record, reason }) =>
      JSON.stringify({ at, reason, record: record.toString('base64') }),
    );
    try {
      if ((await sizeOf(this.#path)) >= maxFileBytes) return { isKept: false };
      await this.#append(`${lines.join('\n')}\n`);
      return { isKept: true };
    } catch (error) {
      return { isKept: false, error };
    }
  }

  async #append(text: string): Promise<void> {
    const file = await open(this.#path, 'a', 0o600);
    try {
      // Not `write`, which may write a part where the disk has room for no more, and says so by a number alone.
      await file.appendFile(text);
      await file.datasync();
    } finally {
      await file.close();
    }
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}
