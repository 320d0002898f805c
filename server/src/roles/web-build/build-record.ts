import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What a build says about itself. Hidden, so that it is never served. */
const fileName = '.build.json';

const buildSchema = z.object({ sources: z.string(), assets: z.array(z.string()) });
export type Build = z.output<typeof buildSchema>;

/** Undefined where nothing was built, or not by this program. */
export function readBuild(dist: string): Build | undefined {
  const path = join(dist, fileName);
  if (!existsSync(path)) return undefined;
  const parsed = buildSchema.safeParse(parse(readFileSync(path, 'utf8')));
  return parsed.success ? parsed.data : undefined;
}

export function writeBuild(folder: string, sources: string): void {
  writeFileSync(
    join(folder, fileName),
    JSON.stringify({ sources, assets: assetsOf(folder) } satisfies Build),
  );
}

/**
 * Copies the assets of the build before this one, and of none before that: pages that are open go on loading the
 * parts they know by name until they are loaded anew.
 */
export function keepFormerAssets({ former, present }: { former: string; present: string }): void {
  const have = new Set(assetsOf(present));
  const there = new Set(assetsOf(former));
  for (const name of readBuild(former)?.assets ?? []) {
    if (have.has(name) || !there.has(name)) continue;
    copyFileSync(join(former, 'assets', name), join(present, 'assets', name));
  }
}

function assetsOf(folder: string): string[] {
  const assets = join(folder, 'assets');
  return existsSync(assets) ? readdirSync(assets) : [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not ours, or cut off: then there is no build that could be kept.
    return undefined;
  }
}
