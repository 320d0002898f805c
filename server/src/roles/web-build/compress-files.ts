import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const compressible = /\.(?:js|css|html|svg|json|webmanifest|txt|map)$/;
/** Less than what one packet carries gains nothing. */
const leastBytes = 1_024;

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** Writes `.br` and `.gz` beside every file that gets smaller by it: once, instead of at each answer. */
export async function compressFiles(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  for (const name of names.filter((candidate) => compressible.test(candidate))) {
    const path = join(folder, name);
    const plain = await readFile(path);
    if (plain.length < leastBytes) continue;
    const brotli = await toBrotli(plain, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
      },
    });
    const gzipped = await toGzip(plain, { level: 9 });
    if (brotli.length < plain.length) await writeFile(`${path}.br`, brotli);
    if (gzipped.length < plain.length) await writeFile(`${path}.gz`, gzipped);
  }
}
