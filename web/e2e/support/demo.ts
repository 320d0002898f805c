import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { endAll } from '../../../server/test/host/processes.ts';
import { Program } from '../../../server/test/host/program.ts';
import { Api } from '../../../server/test/support/api.ts';
import { buildOwnWebApp } from './product.ts';

/** The demonstration, as whoever wants to see the product starts it: believable people, plans, routers, histories. */
export interface Demo {
  url: string;
  owner: { email: string; password: string };
  /** Signed in as its owner. */
  api: Api;
  stop(): Promise<void>;
}

const main = fileURLToPath(new URL('../../../server/src/main.ts', import.meta.url));
const owner = { email: 'owner@selat.example', password: 'selat-fiber-demo' };

/** The demo's people come online within seconds of its start: on a busy machine some of them later than its first page. */
const onlineWithinMs = 60_000;

/** Starts one, or goes to the one that `DEMO_URL` names, which saves its minute while pages are worked on. */
export async function startDemo(): Promise<Demo> {
  const running = process.env['DEMO_URL'];
  if (running !== undefined) return openDemo(running, () => Promise.resolve());
  await buildOwnWebApp();
  const parent = mkdtempSync(join(tmpdir(), 'trunkline-demo-'));
  // PostgreSQL's own user walks through.
  chmodSync(parent, 0o755);
  const program = new Program([process.execPath, main, 'supervisor', '--demo'], {
    TRUNKLINE_HOME: parent,
    TRUNKLINE_NODE: 'demo',
    TRUNKLINE_HTTP_PORT: '0',
    NODE_COMPILE_CACHE: join(tmpdir(), 'trunkline-test-cache'),
  });
  const stop = async (): Promise<void> => {
    program.child.kill('SIGTERM');
    await program.ends();
    await endAll([parent, join(parent, 'demo')]);
    rmSync(parent, { recursive: true, force: true });
  };
  try {
    await program.says('This is a demonstration');
    return await openDemo(/Web app and API +(http:\S+)/.exec(program.output)![1]!, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openDemo(url: string, stop: Demo['stop']): Promise<Demo> {
  const api = new Api(url);
  await api.signIn(owner.email, owner.password);
  const deadline = performance.now() + onlineWithinMs;
  while ((await api.get<unknown[]>('/api/sessions/online?limit=1')).length === 0) {
    if (performance.now() > deadline) throw new Error(`Nobody was online after ${onlineWithinMs / 1_000} s.`);
    await setTimeout(500);
  }
  return { url, owner, api, stop };
}
