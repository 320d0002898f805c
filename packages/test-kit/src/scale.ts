import process from 'node:process';

/** Whether this run is `npm run torture`: minutes or hours for one fault rather than seconds. */
export const isFullScale = process.env['TRUNKLINE_SCALE'] === 'full';

/**
 * The same test at two sizes: `ci` within `npm test`, at most some ten seconds; `full` under
 * `npm run torture`. Only counts and durations may differ, never what must hold.
 */
export function atScale<T>({ ci, full }: { ci: T; full: T }): T {
  return isFullScale ? full : ci;
}
