import { Api } from '../../../server/test/support/api.ts';
import { startProduct, type Product } from '../../../server/test/support/product.ts';

export interface ReadyProduct extends Product {
  /** Signed in as the owner, whose generated password is changed. */
  api: Api;
  owner: { email: string; password: string };
}

/** The product past its first run: for tests of what comes after. */
export async function startReadyProduct(): Promise<ReadyProduct> {
  const product = await startProduct();
  try {
    const api = new Api(product.url);
    await api.signIn(product.owner.email, product.owner.password);
    return { ...product, api, owner: { ...product.owner, password: `${product.owner.password}-changed` } };
  } catch (error) {
    await product.stop();
    throw error;
  }
}
