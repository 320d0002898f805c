import { expect, test } from 'vitest';
import { Code } from '../code.ts';
import { UserName } from '../dictionary/index.ts';
import { PacketBuilder } from '../packet-builder.ts';
import { accessRequest, fence, heldHandler, nas, peerOf, start } from './serving.fixture.ts';

test('over its bound the server is silent, and takes requests again when some are answered', async () => {
  const { held, handle } = heldHandler();
  const { server, port } = await start({ handle, maxPending: 8 });
  const peer = await peerOf(port);
  for (let identifier = 0; identifier < 100; identifier++) peer.send(accessRequest(identifier, 'alice'));
  await fence(peer);
  expect(server.stats()).toMatchObject({ pending: 4, discards: { 'client-share-full': 96 } });
  for (const { answer } of held) answer(new PacketBuilder(Code.AccessAccept));
  peer.send(accessRequest(200, 'alice'));
  await fence(peer);
  expect(held.at(-1)!.request.packet.identifier).toBe(200);
});

test('A14: a flooding client leaves room for every other one, down to the last place', async () => {
  const clients = new Map([1, 2, 3].map((n) => [`127.0.0.${n}`, { ...nas }]));
  const { held, handle } = heldHandler();
  const { server, port } = await start({
    handle,
    maxPending: 64,
    findClient: (address) => clients.get(address),
  });
  const [flood, second, third] = await Promise.all(
    [...clients.keys()].map((address) => peerOf(port, address)),
  );
  for (let identifier = 0; identifier < 250; identifier++) flood!.send(accessRequest(identifier, 'flood'));
  await fence(flood!);
  for (let identifier = 0; identifier < 250; identifier++) second!.send(accessRequest(identifier, 'second'));
  await fence(second!);
  third!.send(accessRequest(0, 'third'));
  await fence(third!);
  const pendingOf = (name: string) =>
    held.filter(({ request }) => request.packet.get(UserName) === name).length;
  expect([pendingOf('flood'), pendingOf('second'), pendingOf('third')]).toEqual([32, 16, 1]);
  expect(server.stats().pending).toBe(49);
});

test('many clients together cannot exceed the bound', async () => {
  const clients = new Map(Array.from({ length: 12 }, (_, n) => [`127.0.1.${n + 1}`, { ...nas }]));
  const { handle } = heldHandler();
  const { server, port } = await start({
    handle,
    maxPending: 4,
    findClient: (address) => clients.get(address),
  });
  for (const address of clients.keys()) {
    const peer = await peerOf(port, address);
    peer.send(accessRequest(1, address));
    await fence(peer);
  }
  expect(server.stats()).toMatchObject({ pending: 4, discards: { 'queue-full': 8 } });
});
