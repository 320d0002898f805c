import { DatabaseError } from 'pg';

const violations = new Set(['23503', '23505', '23514', '23P01', '23001']);

/**
 * The name of the unique, foreign key, check or exclusion constraint that refused a statement; undefined
 * for any other error. Constraints have the last word, so a use case turns theirs into its own error.
 */
export function violatedConstraint(error: unknown): string | undefined {
  if (!(error instanceof DatabaseError) || error.code === undefined) return undefined;
  return violations.has(error.code) ? error.constraint : undefined;
}
