import type { RouterosDevice } from '@trunkline/simulators';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProduct, type Product } from '../../server/test/support/product.ts';
import { startTestRouter } from '../../server/test/support/test-router.ts';
import { CommandLine } from './command-line.ts';

let product: Product;
let shell: CommandLine;
let device: RouterosDevice;

beforeAll(async () => {
  device = await startTestRouter();
  product = await startProduct();
  shell = new CommandLine();
  await shell.run(['login', '--url', product.url], [product.owner.password, 'a horse reads the meter']);
});
afterAll(async () => {
  shell.remove();
  await product.stop();
  await device.stop();
});

test('the API of a router is given, tested and changed; its password is never an argument nor an answer', async () => {
  const password = 'a-router-password';
  const port = String(device.port);
  const added = await shell.run(
    [
      'nas',
      'add',
      '--name',
      'core',
      '--prefix',
      '127.0.0.9',
      '--api-user',
      'trunkline',
      '--api-plain',
    ].concat([
      '--api-address',
      '127.0.0.1',
      '--api-port',
      port,
      '--api-password-stdin',
      '--enforcement-order',
      'api,coa',
    ]),
    [password],
  );
  expect(added).toMatchObject({ code: 0, complained: expect.stringContaining('Use TLS') });
  const shown = await shell.run(['nas', 'show', 'core']);
  expect(shown.said).toContain(`trunkline@127.0.0.1 port ${port}, without TLS`);
  expect(shown.said).toContain('api, coa');
  const tested = await shell.run(['nas', 'test-api', 'core']);
  expect(tested).toMatchObject({ code: 0, said: expect.stringContaining('sim-router') });
  const elsewhere = await shell.run(['nas', 'set', 'core', '--api-port', '9']);
  expect(elsewhere).toMatchObject({ code: 1, complained: expect.stringContaining('password of the API') });
  const changed = await shell.run(
    ['nas', 'set', 'core', '--api-port', '9', '--api-password-stdin'],
    [password],
  );
  expect(changed.code).toBe(0);
  expect(await shell.run(['nas', 'test-api', 'core'])).toMatchObject({
    code: 1,
    said: expect.stringContaining('cannot be talked to'),
  });
  expect((await shell.run(['nas', 'set', 'core', '--no-api', '--no-usage-sync'])).code).toBe(0);
  expect((await shell.run(['nas', 'show', 'core'])).said).toMatch(/API +none/);
  for (const { said } of [added, shown, tested, changed]) expect(said).not.toContain(password);
  expect((await shell.run(['nas', 'set', 'core'])).code).toBe(2);
});
