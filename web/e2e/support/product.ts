import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { buildWebApp } from '../../../server/src/roles/web-build/index.ts';
import { Api } from '../../../server/test/support/api.ts';
import { startProduct, type Product } from '../../../server/test/support/product.ts';

export interface ReadyProduct extends Product {
  /** Signed in as the owner, whose generated password is changed. */
  api: Api;
}

const checkout = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '');

/**
 * The web app of these sources. A start whose build fails goes on with the one before; a test must not, so the build
 * comes first and fails the test.
 */
export async function buildOwnWebApp(): Promise<void> {
  await buildWebApp({ checkout, say: () => undefined });
}

/** The product as a user starts it: on a port that stays when its api role begins anew. */
export async function startBuiltProduct(): Promise<Product> {
  await buildOwnWebApp();
  return startProduct({ within: ['env', `TRUNKLINE_HTTP_PORT=${await freePort()}`] });
}

/** The product past its first run: for tests of what comes after. */
export async function startReadyProduct(): Promise<ReadyProduct> {
  const product = await startBuiltProduct();
  try {
    const api = new Api(product.url);
    await api.signIn(product.owner.email, product.owner.password);
    return { ...product, api, owner: { ...product.owner, password: `${product.owner.password}-changed` } };
  } catch (error) {
    await product.stop();
    throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
