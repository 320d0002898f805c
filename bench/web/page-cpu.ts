import process from 'node:process';
import { cpuOf, cpuOfMachine, cpuOfTree } from '../radius/process-figures.ts';

export interface PageCpu {
  /** Processor time for each request, of the api role, of PostgreSQL, and of the clients, which share the cores. */
  readonly apiMs: number;
  readonly postgresMs: number;
  readonly clientsMs: number;
  /** Cores that were busy with what is no part of this, on average. */
  readonly othersCores: number;
}

/** What is spent from here on. */
export function startPageCpu(pids: {
  api: number;
  postgres: number;
}): (requests: number, durationMs: number) => PageCpu {
  const before = read(pids);
  return (requests, durationMs) => {
    const after = read(pids);
    const [api, postgres, clients, machine] = after.map((value, place) => value - before[place]!) as [
      number,
      number,
      number,
      number,
    ];
    const each = (us: number): number => us / 1_000 / requests;
    return {
      apiMs: each(api),
      postgresMs: each(postgres),
      clientsMs: each(clients),
      othersCores: Math.max(0, machine - api - postgres - clients) / 1_000 / durationMs,
    };
  };
}

function read({ api, postgres }: { api: number; postgres: number }): number[] {
  const { user, system } = process.cpuUsage();
  return [cpuOf(api), cpuOfTree(postgres), user + system, cpuOfMachine()];
}
