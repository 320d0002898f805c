import type { TrapCategory } from '../errors.ts';

const CATEGORIES: readonly TrapCategory[] = [
  'missing',
  'argument',
  'interrupted',
  'script',
  'failure',
  'api',
  'tty',
  'return',
];

/** The meaning of the number in `=category=`; undefined where a router gives none or one we do not know. */
export function trapCategory(number: string | undefined): TrapCategory {
  return number !== undefined && /^\d$/.test(number) ? CATEGORIES[Number(number)] : undefined;
}
