import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProduct, type Product } from '../../server/test/support/product.ts';
import { CommandLine } from './command-line.ts';

/** The fleet of `sim` against the whole product, and a disconnect of one of its sessions while it runs. */
let product: Product;
let shell: CommandLine;
let radius: string[];

beforeAll(async () => {
  product = await startProduct();
  shell = new CommandLine();
  radius = ['--auth-port', String(product.authPort), '--acct-port', String(product.acctPort)];
  const password = [product.owner.password, 'a horse reads the meter'];
  expect((await shell.run(['login', '--url', product.url], password)).code).toBe(0);
});
afterAll(async () => {
  shell.remove();
  await product.stop();
});

interface Listed {
  id: string;
  username: string;
}

async function online(): Promise<Listed[]> {
  const { said } = await shell.run(['sessions', '--json']);
  return JSON.parse(said) as Listed[];
}

test('a run without a prepared fleet says how to prepare one', async () => {
  const { code, complained } = await shell.run(['sim', '--seconds', '1']);
  expect(code).toBe(1);
  expect(complained).toMatch(/^trunkline sim: no fleet is prepared for http.*: trunkline sim --prepare\n$/);
});

test('a fleet is prepared, prepared again with another seed and size, and its file is private', async () => {
  const first = await shell.run(['sim', '--prepare', '--routers', '2', '--subscribers', '5', '--seed', '1']);
  expect(first).toMatchObject({ code: 0 });
  const again = await shell.run(['sim', '--prepare', '--routers', '3', '--subscribers', '12', '--seed', '7']);
  expect(again.complained).toContain('12 of 12 subscribers are there.');
  expect(again.said).toContain('Prepared 3 routers and 12 subscribers from seed 7');
  expect(statSync(join(shell.config, 'trunkline', 'sim.json')).mode & 0o777).toBe(0o600);
});

test('a run with faults is recorded to the byte, and so is the next one', async () => {
  for (const faults of ['mild', 'hard', 'none']) {
    const args = ['sim', '--seconds', '6', '--time-scale', '60', '--faults', faults];
    const { code, said, complained } = await shell.run([...args, ...radius]);
    expect({ said, complained, code }).toMatchObject({ code: 0 });
    expect(said).toMatch(/Access-Request +\d+ +\d+/);
    expect(said).toMatch(/Logins accepted +[1-9]/);
    expect(said).toContain('Every total equals what was sent.');
  }
});

test('a session is disconnected: the router acknowledges, and accounting confirms', async () => {
  const run = shell.start(['sim', '--seconds', '25', '--time-scale', '1', '--json', ...radius]);
  let sessions: Listed[] = [];
  while (sessions.length === 0) sessions = await online();
  const { id, username } = sessions[0]!;
  const { code, said } = await shell.run(['sessions', 'disconnect', username, '--reason', 'test']);
  expect(said).toContain(`Disconnect of ${username} ordered`);
  expect(said).toContain('confirmed: accounting says that the session has ended.');
  expect(code).toBe(0);
  expect((await shell.run(['sessions', 'show', id])).said).toMatch(/State +ended by stop/);
  run.child.kill('SIGINT');
  const ended = await run.ended;
  expect(JSON.parse(ended.said)).toMatchObject({ differences: [] });
  expect(ended.code).toBe(0);
});
