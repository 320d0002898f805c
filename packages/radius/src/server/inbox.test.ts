import { expect, test } from 'vitest';
import { ManualClock, SeededRandom, type Clock } from '@trunkline/kit';
import { atScale, faultSeed, recordFigures } from '@trunkline/test-kit';
import { Code } from '../code.ts';
import { PacketBuilder } from '../packet-builder.ts';
import { openBulkSocket } from './bulk-socket.fixture.ts';
import { Inbox } from './inbox.ts';
import { accessRequest, heldHandler, nas, start, statusServer } from './serving.fixture.ts';

const FLOOD = '10.0.0.1';
const OTHERS = Array.from({ length: 9 }, (_, n) => `10.0.1.${n + 1}`);

/** Time goes on by each look at it, so that a slice ends after the same number of datagrams everywhere. */
function steppingClock(stepMs: number): Clock {
  let ms = 0;
  return { now: () => 0, monotonic: () => (ms += stepMs) };
}

async function startInBulk(options: Parameters<typeof start>[0] = {}) {
  const clients = new Map([FLOOD, ...OTHERS].map((address) => [address, { ...nas }]));
  const socket = openBulkSocket();
  const started = await start({
    openSocket: socket.openSocket,
    findClient: (address) => clients.get(address),
    ...options,
  });
  const settle = async () => {
    do await new Promise(setImmediate);
    while (started.server.stats().waiting > 0);
  };
  const answersTo = (address: string) => socket.sent.filter((reply) => reply.address === address);
  return { ...started, ...socket, settle, answersTo };
}

test('A14: while one client floods beyond what can be worked off, every other one gets every answer', async () => {
  const turns = atScale({ ci: 100, full: 5_000 });
  const floodPerTurn = 200;
  const maxWaiting = 1_000;
  const random = new SeededRandom(faultSeed('A14'));
  const { server, deliver, settle, answersTo } = await startInBulk({
    clock: steppingClock(0.01),
    maxWaiting,
  });
  const flood = Array.from({ length: 256 }, (_, identifier) => accessRequest(identifier, 'flood'));
  let [mostWaiting, fromFlood, fromOthers] = [0, 0, 0];
  for (let turn = 0; turn < turns; turn++) {
    for (let i = 0; i < floodPerTurn; i++, fromFlood++) {
      deliver(flood[fromFlood & 255]!, FLOOD, 1024 + ((fromFlood >> 8) % 60_000));
      if (random.integer(floodPerTurn / 2) !== 0) continue;
      const address = OTHERS[fromOthers % OTHERS.length]!;
      deliver(accessRequest((fromOthers / OTHERS.length) & 255, 'other'), address, 1024 + (fromOthers >> 12));
      fromOthers++;
    }
    mostWaiting = Math.max(mostWaiting, server.stats().waiting);
    await new Promise(setImmediate);
  }
  await settle();
  const { requests, replies, discards } = server.stats();
  const answeredOthers = OTHERS.reduce((sum, address) => sum + answersTo(address).length, 0);
  const answeredFlood = answersTo(FLOOD).length;
  recordFigures('A14', { fromFlood, answeredFlood, fromOthers, answeredOthers, mostWaiting });
  expect(answeredOthers).toBe(fromOthers);
  expect(answeredFlood + discards['backlog-full']).toBe(fromFlood);
  expect(discards['backlog-full']).toBeGreaterThan(fromFlood / 2);
  // Nothing that reached the handler is lost.
  expect(requests).toBe(answeredFlood + answeredOthers);
  expect(replies).toBe(requests);
  expect(mostWaiting).toBeLessThanOrEqual(maxWaiting);
});

test('A14: a client that comes new into a backlog is served next, not last', async () => {
  const { deliver, settle, sent } = await startInBulk({ clock: steppingClock(0.01) });
  for (let n = 0; n < 1_000; n++) deliver(accessRequest(n & 255, 'flood'), FLOOD, 1024 + (n >> 8));
  for (const address of OTHERS) deliver(accessRequest(1, 'other'), address);
  await settle();
  const order = sent.map(({ address }) => address);
  expect(order.slice(0, 10).toSorted()).toEqual([FLOOD, ...OTHERS].toSorted());
  expect(sent).toHaveLength(1_009);
});

test('A14: flooding clients leave places free, each as many as it holds itself', async () => {
  const { server, deliver, discards } = await startInBulk({ maxWaiting: 60 });
  const waitingAfter = [FLOOD, ...OTHERS.slice(0, 2)].map((address) => {
    for (let n = 0; n < 250; n++) deliver(accessRequest(n, 'flood'), address);
    return server.stats().waiting;
  });
  expect(waitingAfter).toEqual([30, 45, 53]);
  expect(discards).toHaveLength(750 - 53);
  expect(new Set(discards.map(({ kind }) => kind))).toEqual(new Set(['backlog-full']));
  expect(discards[0]).toMatchObject({ source: { address: FLOOD }, client: nas });
});

test('A14: Status-Server of a flooding client is answered ahead of its backlog, and does not flood itself', async () => {
  const { server, deliver, settle, sent } = await startInBulk({ maxWaiting: 20 });
  for (let n = 0; n < 100; n++) deliver(accessRequest(n, 'flood'), FLOOD);
  for (let n = 0; n < 100; n++) deliver(statusServer(n), FLOOD);
  expect(server.stats().waiting).toBe(10 + 4);
  await settle();
  expect(sent.slice(0, 4).map(({ bytes }) => bytes.length)).toContain(38);
  expect(server.stats()).toMatchObject({ statusReplies: 4, replies: 10, discards: { 'backlog-full': 186 } });
});

test('A14: what waited longer than a NAS waits is dropped in silence and told, what waited less is answered', async () => {
  const clock = new ManualClock(0);
  const { server, deliver, settle, sent, discards } = await startInBulk({ clock });
  deliver(accessRequest(1, 'late'), FLOOD);
  clock.advance(1);
  deliver(accessRequest(2, 'in time'), FLOOD);
  clock.advance(1_000);
  await settle();
  expect(discards).toMatchObject([{ kind: 'backlog-overdue', client: nas }]);
  expect(sent.map(({ bytes }) => bytes[1])).toEqual([2]);
  expect(server.stats().requests).toBe(1);
});

test('the time told of an answer begins with the arrival of the datagram, not with its turn', async () => {
  const clock = new ManualClock(0);
  const elapsed: number[] = [];
  const { deliver, settle } = await startInBulk({
    clock,
    onAnswered: ({ elapsedMs }) => elapsed.push(elapsedMs),
  });
  deliver(accessRequest(1, 'alice'), FLOOD);
  clock.advance(7);
  await settle();
  expect(elapsed).toEqual([7]);
});

test('datagrams of one client keep their order', async () => {
  const { deliver, settle, sent } = await startInBulk({ clock: steppingClock(0.01) });
  for (let n = 0; n < 200; n++) deliver(accessRequest(n, 'alice'), OTHERS[n % 2]!);
  await settle();
  for (const parity of [0, 1]) {
    const identifiers = sent.filter(({ address }) => address === OTHERS[parity]).map(({ bytes }) => bytes[1]);
    expect(identifiers).toEqual(Array.from({ length: 100 }, (_, n) => n * 2 + parity));
  }
});

test('a hook that throws costs its own datagram and none of those behind it', async () => {
  const { held, handle } = heldHandler();
  const errors: unknown[] = [];
  const socket = openBulkSocket();
  const { server } = await start({
    openSocket: socket.openSocket,
    handle,
    onDiscard: ({ kind }) => {
      throw new Error(kind);
    },
  });
  const keep = (error: unknown) => errors.push(error);
  const others = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException').on('uncaughtException', keep);
  socket.deliver(Buffer.alloc(19), FLOOD);
  socket.deliver(accessRequest(1, 'alice'), FLOOD);
  do await new Promise(setImmediate);
  while (server.stats().waiting > 0);
  process.off('uncaughtException', keep);
  for (const listener of others) process.on('uncaughtException', listener);
  expect(errors).toMatchObject([{ message: 'malformed' }]);
  expect(held).toHaveLength(1);
  held[0]!.answer(new PacketBuilder(Code.AccessAccept));
});

test('datagrams that wait when the server closes get silence', async () => {
  const { server, deliver, settle, sent } = await startInBulk();
  deliver(accessRequest(1, 'alice'), FLOOD);
  await server.close();
  await settle();
  expect(sent).toEqual([]);
  expect(server.stats().discards.closing).toBe(1);
});

test('A14: however many clients ask for the status, no more datagrams wait than there are places', () => {
  const inbox = new Inbox<undefined>(100);
  const source = { address: FLOOD, port: 1024 };
  for (let n = 0; n < 1_000; n++) {
    const client = { ...nas };
    for (let ask = 0; ask < 5; ask++) inbox.add(client, statusServer(ask), source, 0);
  }
  expect(inbox.waiting).toBe(100);
});

test('no more of a datagram waits than the longest packet has bytes', () => {
  const inbox = new Inbox<undefined>(1);
  const request = accessRequest(1, 'alice');
  const datagram = Buffer.alloc(60_000);
  request.copy(datagram);
  inbox.add(nas, datagram, { address: FLOOD, port: 1024 }, 0);
  const { bytes } = inbox.take()!;
  expect(bytes.subarray(0, request.length)).toEqual(request);
  expect(bytes).toHaveLength(4_096);
  expect(bytes.buffer).not.toBe(datagram.buffer);
});
