import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SeededRandom, systemClock } from '@trunkline/kit';
import { atScale, faultSeed, recordFigures } from '@trunkline/test-kit';
import { expect, it } from 'vitest';
import { JournalReader, type JournalPosition } from './index.ts';

const fixture = fileURLToPath(new URL('append-until-killed.fixture.ts', import.meta.url));
const kills = atScale({ ci: 50, full: 1_000 });
const mostAcknowledged = 300;

it('A1: what a writer acknowledged before kill -9 is in the journal exactly once, kill after kill', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'killed-'));
  const seed = faultSeed('A1');
  const random = new SeededRandom(seed);
  const acknowledged: string[] = [];
  for (let run = 0; run < kills; run++) {
    acknowledged.push(...(await appendAndKill(folder, `run${run}`, 1 + random.integer(mostAcknowledged))));
  }
  const found = await readAll(folder);
  expect(acknowledged.length, `seed ${seed}`).toBeGreaterThanOrEqual(kills);
  const there = new Set(found);
  expect(there.size, `seed ${seed}`).toBe(found.length);
  const missing = acknowledged.filter((name) => !there.has(name));
  expect(missing, `seed ${seed}`).toEqual([]);
  recordFigures('A1', { writersKilled: kills, acknowledged: acknowledged.length, lost: missing.length });
  rmSync(folder, { recursive: true });
});

/** Runs a writer until it has acknowledged so many records, kills it, and answers all it acknowledged. */
async function appendAndKill(folder: string, prefix: string, count: number): Promise<string[]> {
  const child = spawn(process.execPath, [fixture, folder, prefix], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (said.split('\n').length > count) child.kill('SIGKILL');
  });
  await once(child, 'close');
  // A line cut by the kill was not told whole.
  return said
    .slice(0, said.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean);
}

async function readAll(folder: string): Promise<string[]> {
  const reader = new JournalReader({ folder, clock: systemClock });
  const found: string[] = [];
  let position: JournalPosition | undefined;
  for (;;) {
    const batch = await reader.read(position, 1_000);
    if (!batch || batch.isAtEnd) break;
    found.push(...batch.records.map((record) => record.toString().trim()));
    position = batch.next;
  }
  await reader.close();
  return found;
}
