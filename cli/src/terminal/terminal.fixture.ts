import { Readable, Writable } from 'node:stream';
import { cryptoRandom, systemClock } from '@trunkline/kit';
import type { Terminal } from '../command.ts';

/** A terminal without a person: lines piped in, what was printed kept. */
export function pipedTerminal(
  env: Terminal['env'] = {},
  lines: readonly string[] = [],
): { terminal: Terminal; printed: () => string; complained: () => string } {
  const [stdout, printed] = collector();
  const [stderr, complained] = collector();
  const terminal: Terminal = {
    stdin: Readable.from(lines.map((line) => `${line}\n`)),
    stdout,
    stderr,
    env,
    clock: systemClock,
    random: cryptoRandom,
    signal: new AbortController().signal,
  };
  return { terminal, printed, complained };
}

function collector(): [Writable, () => string] {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return [stream, () => chunks.join('')];
}
