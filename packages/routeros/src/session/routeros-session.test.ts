import { expect, test } from 'vitest';
import {
  RouterosBusy,
  RouterosClosed,
  RouterosFatal,
  RouterosProtocolError,
  RouterosTimeout,
} from '../errors.ts';
import { encodeSentence } from '../protocol/encode-sentence.ts';
import { DEFAULT_LIMITS, type RouterosLimits } from '../protocol/limits.ts';
import { SentenceDecoder } from '../protocol/sentence-decoder.ts';
import { ManualTimers } from './manual-timers.fixture.ts';
import { MAX_IN_FLIGHT, RouterosSession } from './routeros-session.ts';

function start(limits: Partial<RouterosLimits> = {}) {
  const sent: string[][] = [];
  const ends: Error[] = [];
  const timers = new ManualTimers();
  const reader = new SentenceDecoder(DEFAULT_LIMITS, (words) => sent.push(words));
  const session = new RouterosSession({
    send: (bytes) => reader.push(bytes),
    onEnd: (error) => ends.push(error),
    timers,
    limits: { ...DEFAULT_LIMITS, ...limits },
    timeoutMs: 1_000,
  });
  const receive = (...sentences: string[][]): void =>
    session.receive(Buffer.concat(sentences.map(encodeSentence)));
  return { session, sent, ends, timers, receive };
}

const print = { path: '/ppp/active/print' };

test('answers find their commands by tag, in any order and mixed', async () => {
  const { session, sent, receive } = start();
  const first = session.call({ ...print, proplist: ['name', 'address'], queries: ['=name=bob'] });
  const second = session.call({ path: '/queue/simple/add', attributes: { name: 'a=b', comment: undefined } });
  expect(sent).toEqual([
    ['/ppp/active/print', '=.proplist=name,address', '?=name=bob', '.tag=1'],
    ['/queue/simple/add', '=name=a=b', '.tag=2'],
  ]);
  receive(
    ['!re', '.tag=1', '=name=bob'],
    ['!done', '.tag=2', '=ret=*1A'],
    ['!re', '=name=bob', '=address=10.0.0.2', '.tag=1'],
    ['!done', '.tag=1'],
  );
  expect(await second).toEqual({ rows: [], ret: '*1A' });
  expect((await first).rows.map((row) => ({ ...row }))).toEqual([
    { name: 'bob' },
    { name: 'bob', address: '10.0.0.2' },
  ]);
  expect(session.inFlight).toBe(0);
});

test('a trap is told when its command is done, with its category, and the session goes on', async () => {
  const { session, receive, ends } = start();
  const failing = session.call(print);
  receive(['!trap', '.tag=1', '=category=0', '=message=no such item'], ['!trap', '.tag=1', '=message=more']);
  expect(session.inFlight).toBe(1);
  receive(['!done', '.tag=1']);
  await expect(failing).rejects.toMatchObject({
    name: 'RouterosTrap',
    message: 'no such item',
    category: 'missing',
  });
  const next = session.call(print);
  receive(['!empty', '.tag=2'], ['!news', '.tag=2'], ['!done', '.tag=2']);
  expect((await next).rows).toEqual([]);
  expect(ends).toEqual([]);
});

test('rows are handed on as they come where somebody wants them so', async () => {
  const { session, receive } = start();
  const names: (string | undefined)[] = [];
  const call = session.call(print, { onRow: (row) => names.push(row['name']) });
  receive(['!re', '.tag=1', '=name=a'], ['!re', '.tag=1', '=name=b']);
  expect(names).toEqual(['a', 'b']);
  receive(['!done', '.tag=1']);
  expect((await call).rows).toEqual([]);
});

test('a command that is not answered in time is cancelled, and what still comes of it is dropped', async () => {
  const { session, sent, timers, receive, ends } = start();
  const late = session.call(print);
  timers.advance(1_000);
  await expect(late).rejects.toThrow(RouterosTimeout);
  expect(sent[1]).toEqual(['/cancel', '=tag=1', '.tag=2']);
  receive(
    ['!re', '.tag=1', '=name=late'],
    ['!trap', '.tag=1', '=category=2', '=message=interrupted'],
    ['!done', '.tag=1'],
    ['!done', '.tag=2'],
  );
  timers.advance(60_000);
  expect(ends).toEqual([]);
  expect([session.inFlight, timers.running]).toEqual([0, 0]);
});

test('a router that does not end what was cancelled is given up', async () => {
  const { session, timers, ends } = start();
  const late = session.call(print);
  const other = session.call(print, { timeoutMs: 60_000 });
  timers.advance(1_000);
  await expect(late).rejects.toThrow(RouterosTimeout);
  timers.advance(5_000);
  await expect(other).rejects.toThrow(RouterosTimeout);
  expect(ends).toHaveLength(1);
  await expect(session.call(print)).rejects.toBe(ends[0]);
});

test('a signal ends its own command with its reason, and sends nothing when it came before', async () => {
  const { session, sent, timers } = start();
  const abort = new AbortController();
  const call = session.call(print, { signal: abort.signal });
  abort.abort(new Error('nobody wants it any more'));
  await expect(call).rejects.toThrow('nobody wants it');
  expect(sent.map(([path]) => path)).toEqual(['/ppp/active/print', '/cancel']);
  await expect(session.call(print, { signal: abort.signal })).rejects.toThrow('nobody wants it');
  expect(sent).toHaveLength(2);
  session.end(new RouterosClosed('over'));
  expect(timers.running).toBe(0);
});

test('a fatal word and the end of the connection fail everything under way, once', async () => {
  const { session, receive, ends } = start();
  const calls = [session.call(print), session.call(print)];
  receive(['!fatal', 'not logged in'], ['!done', '.tag=1']);
  for (const call of calls) await expect(call).rejects.toThrow(new RouterosFatal('not logged in'));
  session.end(new RouterosClosed('later'));
  expect(ends).toHaveLength(1);
});

test('a connection carries so many commands and refuses the next, unsent', async () => {
  const { session, sent } = start();
  const calls = Array.from({ length: MAX_IN_FLIGHT }, () => session.call(print));
  await expect(session.call(print)).rejects.toThrow(RouterosBusy);
  expect(sent).toHaveLength(MAX_IN_FLIGHT);
  session.end(new RouterosClosed('over'));
  const outcomes = await Promise.allSettled(calls);
  expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
});

test('what is no command, name or text is refused before anything is sent', async () => {
  const { session, sent } = start();
  const wrong = [
    { path: 'ppp/active/print' },
    { path: '/ppp/active/print\n' },
    { path: '/ppp active' },
    { path: '/' },
    { path: '/ppp/print', attributes: { 'a=b': 'c' } },
    { path: '/ppp/print', attributes: { '': 'c' } },
    { path: '/ppp/print', attributes: { name: '\ud800' } },
    { path: '/ppp/print', attributes: { name: 'x'.repeat(300_000) } },
    { path: '/ppp/print', proplist: ['a,b'] },
  ];
  for (const command of wrong) await expect(session.call(command)).rejects.toThrow(RangeError);
  expect(sent).toEqual([]);
});

test.each([
  ['rows', { maxRows: 2 }, ['!re', '.tag=1', '=name=x']],
  ['bytes', { maxReplyBytes: 40 }, ['!re', '.tag=1', '=name=x']],
  ['empty answers', { maxReplyBytes: 40 }, ['!empty', '.tag=1']],
  ['answers to nothing', { maxStraySentences: 2 }, ['!re', '.tag=nobody']],
  ['answers without a tag', { maxStraySentences: 2 }, ['!re', '=name=x']],
] as const)('E3: endless %s end the session', async (_, limits, sentence) => {
  const { session, receive, ends } = start(limits);
  const call = session.call(print);
  for (let count = 0; count < 10; count++) receive([...sentence]);
  await expect(call).rejects.toThrow(RouterosProtocolError);
  expect(ends).toHaveLength(1);
});
