import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BenchCleanup } from '../radius/bench-cleanup.ts';
import type { RoutersOrder } from './routers-process.ts';

/** The process that plays the routers. */
export interface PlayedRouters {
  readonly ports: readonly number[];
  tell(order: RoutersOrder): Promise<void>;
}

export async function playRouters(
  cleanup: BenchCleanup,
  start: Omit<RoutersOrder & { kind: 'start' }, 'kind'>,
): Promise<PlayedRouters> {
  const child = fork(fileURLToPath(new URL('routers-process.ts', import.meta.url)));
  cleanup.add(() => child.kill());
  const tell = async (order: RoutersOrder): Promise<number[]> => {
    child.send(order);
    const [answer] = (await once(child, 'message')) as [{ ports: number[] }];
    return answer.ports;
  };
  const ports = await tell({ kind: 'start', ...start });
  return { ports, tell: async (order) => void (await tell(order)) };
}
