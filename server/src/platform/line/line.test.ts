import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LineAway, LineBusy, LineClient } from './line-client.ts';
import { maxQuestionBytes } from './line-format.ts';
import { LineServer } from './line-server.ts';

let folder: string;
let path: string;
let server: LineServer | undefined;
let client: LineClient;
const faults: unknown[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'line-'));
  path = join(folder, 'socket');
  client = new LineClient({ path, timeoutMs: 2_000 });
  faults.length = 0;
});
afterEach(async () => {
  client.close();
  await server?.close();
  server = undefined;
  rmSync(folder, { recursive: true });
});

async function serve(handle: (question: string) => Promise<string>): Promise<void> {
  server = await LineServer.open({
    path,
    handle: async (question) => Buffer.from(await handle(question.toString())),
    onError: (error) => faults.push(error),
  });
}
const ask = async (text: string): Promise<string> => (await client.ask(Buffer.from(text))).toString();

test('answers find their questions, whichever is ready first', async () => {
  const held: (() => void)[] = [];
  await serve(async (question) => {
    if (question !== 'last') await new Promise<void>((resolve) => held.push(resolve));
    else for (const go of held.toReversed()) go();
    return `to ${question}`;
  });
  const texts = ['a', 'b', 'x'.repeat(maxQuestionBytes - 4), 'last'];
  expect(await Promise.all(texts.map(ask))).toEqual(texts.map((text) => `to ${text}`));
});

test('the socket is for this user alone, and one that a killed process left is replaced', async () => {
  await serve(async () => 'first');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const second = await LineServer.open({
    path,
    handle: async () => Buffer.from('second'),
    onError: () => {},
  });
  expect(await ask('who')).toBe('second');
  await second.close();
});

test('a question ends when nobody is there, when the other end goes, and when it does not answer', async () => {
  await expect(ask('early')).rejects.toThrow(LineAway);
  await serve(() => new Promise(() => {}));
  const impatient = new LineClient({ path, timeoutMs: 50 });
  await expect(impatient.ask(Buffer.from('slow'))).rejects.toThrow(LineAway);
  impatient.close();
  const underWay = ask('lost');
  const told = expect(underWay).rejects.toThrow(LineAway);
  while (server!.connections === 0) await new Promise(setImmediate);
  await server!.close();
  await told;
  await serve(async () => 'again');
  expect(await ask('later')).toBe('again');
});

test('a question that fails tells the log and not the asker, and the next one is answered', async () => {
  await serve(async (question) => {
    if (question === 'bad') throw new Error('the secret inside');
    return 'good';
  });
  await expect(ask('bad')).rejects.toThrow(/^the other end failed at the question$/);
  expect(faults).toMatchObject([{ message: 'the secret inside' }]);
  expect(await ask('next')).toBe('good');
});

test('more questions than are held at once are refused, not kept', async () => {
  let release: (() => void) | undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await serve(async () => {
    await held;
    return 'done';
  });
  const all = Array.from({ length: 600 }, () => ask('many').catch((error: unknown) => error));
  const refused = all.slice(512);
  for (const answer of await Promise.all(refused)) expect(answer).toBeInstanceOf(LineBusy);
  release!();
  expect(new Set(await Promise.all(all.slice(0, 512)))).toEqual(new Set(['done']));
});

test('who sends a frame that is too long, or none at all, is cut off alone', async () => {
  await serve(async () => 'well');
  for (const bytes of [Buffer.from([0xff, 0xff, 0xff, 0xff]), Buffer.from([0, 0, 0, 1, 7])]) {
    const stranger = createConnection(path);
    stranger.write(bytes);
    await once(stranger, 'close');
    expect(await ask('me')).toBe('well');
  }
});
