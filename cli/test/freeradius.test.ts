import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProduct, type Product } from '../../server/test/support/product.ts';
import { CommandLine } from './command-line.ts';

let product: Product;
let shell: CommandLine;

beforeAll(async () => {
  product = await startProduct();
  shell = new CommandLine();
  await shell.run(['login', '--url', product.url], [product.owner.password, 'a horse reads the meter']);
});
afterAll(async () => {
  shell.remove();
  await product.stop();
});

test('the bridge is turned on, holds a subscriber’s rows in step, is verified, rebuilt and turned off', async () => {
  expect(await shell.run(['freeradius'])).toMatchObject({ code: 0, said: 'The FreeRADIUS bridge is off.\n' });
  expect(await shell.run(['freeradius', 'on'])).toMatchObject({
    code: 2,
    complained: expect.stringContaining('--understood'),
  });
  const on = await shell.run(['freeradius', 'on', '--understood', '--json']);
  const login = JSON.parse(on.said) as {
    databaseRole: string;
    password: string;
    database: { host: string; port: number; name: string };
  };
  await shell.run(['plan', 'add', '--name', 'Home', '--download', '20M', '--upload', '5M']);
  const added = await shell.run(
    ['subscriber', 'add', 'anna', '--plan', 'Home', '--password-stdin'],
    ['correct horse'],
  );
  expect(added).toMatchObject({ code: 0 });
  const { host, port, name: database } = login.database;
  const client = new Client({ host, port, database, user: login.databaseRole, password: login.password });
  await client.connect();
  const passwords = async (): Promise<unknown[]> =>
    (
      await client.query(
        "select value from radcheck where username = 'anna' and attribute = 'Cleartext-Password'",
      )
    ).rows;
  await expect.poll(passwords, { timeout: 30_000 }).toEqual([{ value: 'correct horse' }]);
  await client.end();

  expect((await shell.run(['freeradius', 'status'])).said).toMatch(/Subscribers in step +1 of 1\n/);
  expect(await shell.run(['freeradius', 'verify'])).toMatchObject({
    code: 0,
    said: '1 subscribers, no rows that are not as they should be\n',
  });
  expect(await shell.run(['freeradius', 'rebuild'])).toMatchObject({
    code: 0,
    said: expect.stringContaining('done: 0 of 2'),
  });
  expect(await shell.run(['freeradius', 'off'])).toMatchObject({ code: 0 });
  const gone = new Client({ host, port, database, user: login.databaseRole, password: login.password });
  await expect(gone.connect()).rejects.toThrow('authentication failed');
  expect(product.output()).not.toContain(login.password);
});
