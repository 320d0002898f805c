import type { LoadSubscriber } from '@trunkline/simulators';

/** Who logs in at every side, and what they are sent: the plan's terms here, reply attributes of their own there. */
export const userCount = 30_000;
export const nasSecret = 'bench-shared-secret';

export const plan = {
  name: 'bench-50',
  downloadBps: 50_000_000n,
  uploadBps: 10_000_000n,
  rateLimit: '10M/50M',
  sessionTimeoutS: 86_400,
  interimIntervalS: 300,
  pool: 'bench-pool',
  /** What one load leaves open, cut off in the middle, must not keep the same subscriber out of the next. */
  maxSessions: 20,
};

/** The NAS of the storm; every other load comes from `nasAddress`. */
export const nasAddress = '127.0.0.1';
export const stormNasAddresses = Array.from({ length: 20 }, (_, index) => `127.0.1.${index + 1}`);

export function benchUser(index: number): LoadSubscriber {
  const number = String(index + 1).padStart(6, '0');
  return { userName: `bench-${number}`, password: `pw-${number}-k7q2` };
}

export function benchUsers(): LoadSubscriber[] {
  return Array.from({ length: userCount }, (_, index) => benchUser(index));
}
