import type { Readable } from 'node:stream';
import { CommandError } from '../command-error.ts';

/** Passwords and secrets come in by this way; nothing longer is one. */
const MAX_STDIN_BYTES = 64 * 1024;

/** Everything that is piped in, as lines without their ends; a last empty line is dropped. */
export async function readLines(stdin: Readable): Promise<string[]> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk as Buffer | string);
    length += bytes.length;
    if (length > MAX_STDIN_BYTES) {
      throw new CommandError(
        `standard input is longer than ${MAX_STDIN_BYTES} bytes; pipe in the secret alone`,
      );
    }
    chunks.push(bytes);
  }
  const lines = Buffer.concat(chunks).toString('utf8').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}
