import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeProductHome, startProduct, type Product } from '../support/product.ts';

let product: Product;

beforeAll(async () => {
  product = await startProduct({ home: makeProductHome() });
});
afterAll(() => product.stop());

test('the supervisor runs from compiled code at the very first start, under the pid that it was started with', () => {
  const { pid } = JSON.parse(readFileSync(join(product.home, 'running.json'), 'utf8')) as { pid: number };
  const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  expect(environment).toContain(`NODE_COMPILE_CACHE=${join(product.home, 'cache')}`);
});

test('all roles take the code that was compiled for them: there is one set for the supervisor and one for the rest', () => {
  // Node keeps what is compiled under other flags in a folder of its own.
  expect(readdirSync(join(product.home, 'cache'))).toHaveLength(2);
});
