import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Preloaded into the role process that is measured (`--import`), so that the role itself needs nothing for
 * it: answers each `measure` with what has been since the last one, and `collect` likewise after a full
 * collection of garbage.
 */
export interface ProbeReading {
  readonly type: 'measured';
  /** User and system time since the start of the process, microseconds. */
  readonly cpuUs: number;
  readonly memory: NodeJS.MemoryUsage;
  /** The longest time in which the loop took no packet, beyond the sampling interval. */
  readonly longestPauseMs: number;
}

const samplingMs = 2;
const delays = monitorEventLoopDelay({ resolution: samplingMs });
delays.enable();

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

process.on('message', (message: { type: string }) => {
  if (message.type === 'collect') collectGarbage();
  else if (message.type !== 'measure') return;
  const { user, system } = process.cpuUsage();
  process.send?.({
    type: 'measured',
    cpuUs: user + system,
    memory: process.memoryUsage(),
    longestPauseMs: Math.max(0, delays.max / 1e6 - samplingMs),
  } satisfies ProbeReading);
  delays.reset();
});
