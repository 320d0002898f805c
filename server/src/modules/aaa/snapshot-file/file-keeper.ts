import type { Clock } from '@trunkline/kit';
import type { SnapshotRow } from '../snapshot/snapshot-rows.ts';
import type { SnapshotPosition } from './chunk-text.ts';
import type { BaseWriter, SnapshotFile } from './snapshot-file.ts';

/** Without changes the file still learns now and then how fresh it is. */
const beatMs = 60_000;
/** After an error of the disk the file rests for so long. */
const retryMs = 60_000;

/**
 * Writes the file for a follower that must not stumble over a full disk: an error is told once, the file
 * on disk stays as it was, and after a while a new base is due.
 */
export class FileKeeper {
  readonly #file: SnapshotFile;
  readonly #clock: Clock;
  readonly #onFailure: (error: unknown) => void;
  #base: BaseWriter | undefined;
  #writtenAtMs = -Infinity;
  #restsUntilMs = -Infinity;

  constructor(options: { file: SnapshotFile; clock: Clock; onFailure: (error: unknown) => void }) {
    this.#file = options.file;
    this.#clock = options.clock;
    this.#onFailure = options.onFailure;
  }

  get isDueForBase(): boolean {
    if (this.#clock.monotonic() < this.#restsUntilMs) return false;
    return !this.#file.hasBase || this.#file.isDueForBase;
  }

  async beginBase(): Promise<void> {
    if (this.#clock.monotonic() < this.#restsUntilMs) return;
    await this.#guard(async () => {
      this.#base = await this.#file.beginBase();
    });
  }

  async addToBase(rows: readonly SnapshotRow[]): Promise<void> {
    const base = this.#base;
    if (base) await this.#guard(() => base.add(rows));
  }

  async commitBase(position: SnapshotPosition): Promise<void> {
    const base = this.#base;
    if (!base) return;
    await this.#guard(async () => {
      await base.commit(position);
      this.#base = undefined;
    });
    this.#writtenAtMs = this.#clock.monotonic();
  }

  /** The rows for it stopped coming. */
  async abandonBase(): Promise<void> {
    const base = this.#base;
    this.#base = undefined;
    await base?.abandon();
  }

  async append(rows: readonly SnapshotRow[], position: SnapshotPosition): Promise<void> {
    if (!this.#file.hasBase) return;
    if (rows.length === 0 && this.#clock.monotonic() - this.#writtenAtMs < beatMs) return;
    await this.#guard(() => this.#file.append(rows, position));
    this.#writtenAtMs = this.#clock.monotonic();
  }

  async #guard(write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (error) {
      this.#onFailure(error);
      this.#restsUntilMs = this.#clock.monotonic() + retryMs;
      await this.abandonBase();
      await this.#file.giveUp();
    }
  }
}
