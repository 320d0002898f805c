import { join } from 'node:path';

/** In the data directory, which nobody else may enter. */
export function copySocketPath(dataDirectory: string): string {
  return join(dataDirectory, 'shadow.sock');
}
