/**
 * How Node keeps the memory of the roles. By its own measure, which is a share of the machine's memory, the heap
 * of a busy process grows to four times what lives in it before it is looked through. What lives there changes
 * slowly, and a request leaves nothing behind: so the young part may be small, and the old one is looked through
 * when it has grown by half. The same for all, because code compiled under other flags is not taken: each set
 * would have to be compiled of its own.
 */
export const roleFlags: readonly string[] = ['--max-semi-space-size=4', '--heap-growing-percent=50'];

/**
 * For the radius role, set while it runs. Nearly all of its heap is subscribers and sessions: at 30,000 of them under
 * full load it takes 230 MB resident with these flags and 450 without any.
 */
export const radiusHeapFlag = '--heap-growing-percent=25';
