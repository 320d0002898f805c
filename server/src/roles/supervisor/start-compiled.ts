import { spawnSync } from 'node:child_process';
import process from 'node:process';

/** The supervisor compiles in half a second; a disk that hangs must not keep it from starting. */
const limitMs = 30_000;

/**
 * Lets this process begin again, with the same pid, from compiled code in `folder`: who strips the types of its own
 * program holds the stripper for its whole life, a third of what the supervisor needs. Another process compiles it
 * first. Returns where that cannot be done, or is done; nothing is lost then but memory.
 */
export function startCompiled(program: string, folder: string): void {
  const { NODE_COMPILE_CACHE: chosen, NODE_DISABLE_COMPILE_CACHE: refused } = process.env;
  if (chosen !== undefined || refused !== undefined || !process.execve) return;
  const environment = { ...process.env, NODE_COMPILE_CACHE: folder };
  const compiled = spawnSync(process.execPath, [...process.execArgv, program, 'compile-supervisor'], {
    env: environment,
    stdio: 'ignore',
    timeout: limitMs,
  });
  if (compiled.status !== 0) return;
  process.execve(
    process.execPath,
    [process.argv0, ...process.execArgv, ...process.argv.slice(1)],
    environment,
  );
}
