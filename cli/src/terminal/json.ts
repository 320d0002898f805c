import type { Terminal } from '../command.ts';

/** Prints for programs and answers exit code 0. */
export function writeJson({ stdout }: Terminal, value: unknown): number {
  stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  return 0;
}
