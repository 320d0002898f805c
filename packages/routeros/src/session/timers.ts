/** Starts and stops one-shot timers; a test that moves time by hand brings its own. */
export interface Timers {
  start(delayMs: number, onDue: () => void): TimerHandle;
  stop(handle: TimerHandle): void;
}

/** What `start` gave, for `stop` only. */
export type TimerHandle = unknown;

export const systemTimers: Timers = {
  start: (delayMs, onDue) => setTimeout(onDue, delayMs),
  stop: (handle) => clearTimeout(handle as NodeJS.Timeout),
};
