import { RouterosClient, simpleQueues } from '@trunkline/routeros';
import { afterEach, expect, test } from 'vitest';
import { applyQueues } from '../../src/modules/enforcement/router/router-objects.ts';
import type { Work } from '../../src/modules/enforcement/turn/turn-store.ts';
import { PlayedRouter } from './played-router.ts';

let router: PlayedRouter;
let client: RouterosClient;
afterEach(async () => {
  client.close();
  await router.close();
});

test('E4: a queue finds another place when the session that it was to stand before ends meanwhile', async () => {
  router = await PlayedRouter.start('127.31.200.1');
  const first = router.open({
    userName: 'first',
    sessionId: '81000001',
    address: '10.9.0.1',
    rateLimit: '5M/5M',
  });
  router.open({ userName: 'anna', sessionId: '81000002', address: '10.9.0.2', rateLimit: '5M/5M' });
  const { name: username, password } = PlayedRouter.login;
  const { address: host, device } = router;
  client = await RouterosClient.connect({ host, port: device.port, username, password, timeoutMs: 2_000 });
  const listed = { queues: await simpleQueues.list(client) };
  device.close(first);

  const rates = { uploadBps: 1_000_000, downloadBps: 2_000_000 };
  const input = {
    name: 'trunkline-81000002',
    targets: ['10.9.0.2/32'],
    maxLimit: rates,
    comment: 'trunkline',
  };
  const work = { acctSessionId: '81000002' } as Work;
  const { signal } = new AbortController();
  await applyQueues(
    { client, signal, listed },
    { work, wanted: [{ name: input.name, input, isOfZone: false }] },
  );
  const queues = await simpleQueues.list(client);
  expect(queues.map(({ name }) => name)).toEqual(['trunkline-81000002', '<pppoe-anna>']);
  expect(router.effective('81000002')).toEqual(rates);
});
