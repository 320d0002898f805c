import { fileURLToPath } from 'node:url';
import { BuildFailed, buildWebApp } from '../server/src/roles/web-build/index.ts';

/** Builds the web app into web/admin/dist when its sources have changed since; with --force, in any case. */
const checkout = fileURLToPath(new URL('../', import.meta.url)).replace(/\/$/, '');
try {
  const outcome = await buildWebApp({
    checkout,
    isForced: process.argv.includes('--force'),
    say: (sentence) => console.log(sentence),
  });
  console.log(outcome === 'built' ? 'The web app is built.' : 'The web app is up to date.');
} catch (error) {
  if (!(error instanceof BuildFailed)) throw error;
  console.error(`The web app could not be built: ${error.message}`);
  process.exitCode = 1;
}
