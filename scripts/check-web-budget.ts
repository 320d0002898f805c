import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/**
 * What a browser fetches before the first page of the admin app shows: the entry, the frame around the pages and
 * the dashboard, with all that they import at once. Charts and other pages come later and are not counted.
 */
const budgetKb = 250;
const firstPage = ['index.html', 'src/shell/app-shell.tsx', 'src/pages/dashboard/dashboard-page.tsx'];

interface Chunk {
  file: string;
  imports?: string[];
}

const dist = new URL('../web/admin/dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8')) as Record<
  string,
  Chunk
>;

const files = new Set<string>();
for (const name of firstPage) collect(name);
const sizes = [...files].map((file) => ({ file, bytes: gzipSync(readFileSync(new URL(file, dist))).length }));
const kb = sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;

if (kb > budgetKb) {
  for (const { file, bytes } of sizes.sort((a, b) => b.bytes - a.bytes)) console.error(`${bytes} ${file}`);
  console.error(
    `The first load of the admin app is ${kb.toFixed(1)} kB of compressed script; ${budgetKb} are allowed.`,
  );
  process.exitCode = 1;
} else console.log(`first load of the admin app: ${kb.toFixed(1)} of ${budgetKb} kB of compressed script`);

function collect(name: string): void {
  const chunk = manifest[name];
  if (!chunk) throw new Error(`The build knows no ${name}; this script must be told where it went.`);
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const imported of chunk.imports ?? []) collect(imported);
}
