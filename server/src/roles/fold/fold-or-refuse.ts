import {
  foldAccounting,
  type FoldDeps,
  type FoldOutcome,
  type FoldSource,
} from '../../modules/sessions/index.ts';
import { isFaultOfRecords, isTooMuchAtOnce } from './fold-errors.ts';

/** The records together cannot be folded: fewer at once may, and a single one is to blame itself. */
export interface RefusedBatch {
  readonly kind: 'refused';
  readonly error: unknown;
}

/**
 * Folds a batch, once more where another fold has written the same new session first. Rejects with errors for which
 * the records are not to blame. `size`: how many records the source has claimed.
 */
export async function foldOrRefuse(
  deps: FoldDeps,
  source: FoldSource,
  size: () => number,
): Promise<FoldOutcome | RefusedBatch> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await foldAccounting(deps, source);
    } catch (error) {
      const isUnique = (error as { code?: unknown }).code === '23505';
      if (isUnique && !isFaultOfRecords(error, attempt)) continue;
      const records = size();
      if (records > 1 && isTooMuchAtOnce(error)) return { kind: 'refused', error };
      if (records === 0 || !isFaultOfRecords(error, attempt)) throw error;
      return { kind: 'refused', error };
    }
  }
}
