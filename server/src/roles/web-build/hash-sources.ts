import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the built app is made from: pages, design language, the API's client, and the versions of libraries. */
const places = ['web/admin', 'web/ui', 'packages/openapi-client', 'package-lock.json'];
const notSources = new Set(['dist', 'node_modules']);
const testFile = /\.test\.tsx?$/;
/** Far beyond the app; a folder that was put there by mistake must not be read for minutes at each start. */
const maxFiles = 20_000;

/** One hash of every source file with its path. */
export function hashSources(checkout: string): string {
  const hash = createHash('sha256');
  for (const path of places.flatMap((place) => filesOf(checkout, place)).toSorted()) {
    const content = readFileSync(join(checkout, path));
    // With lengths, so that no two sets of files give the same bytes.
    hash.update(`${path.length} ${path} ${content.length} `).update(content);
  }
  return hash.digest('hex');
}

function filesOf(checkout: string, place: string): string[] {
  const found: string[] = [];
  const waiting = [place];
  for (let path = waiting.pop(); path !== undefined && found.length < maxFiles; path = waiting.pop()) {
    if (!existsSync(join(checkout, path))) continue;
    if (path === place && path.includes('.')) found.push(path);
    else {
      for (const entry of readdirSync(join(checkout, path), { withFileTypes: true })) {
        const inner = `${path}/${entry.name}`;
        if (entry.isDirectory() && !notSources.has(entry.name)) waiting.push(inner);
        else if (entry.isFile() && !testFile.test(entry.name)) found.push(inner);
      }
    }
  }
  return found;
}
