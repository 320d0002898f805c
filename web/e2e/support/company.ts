import type { Browser } from 'playwright-core';
import { launchBrowser, openPage, type OpenPage } from './browser.ts';
import { startReadyProduct, type ReadyProduct } from './product.ts';
import { startRouter, type Router, type RouterOptions } from './router.ts';
import { signIn } from './sign-in.ts';

/** A small provider past its first run, with a plan, and its owner signed in on a page. */
export interface Company {
  product: ReadyProduct;
  browser: Browser;
  /** The owner's. */
  opened: OpenPage;
  planId: string;
  /** Enters a router at this address, and gives what its page and its device need. */
  addRouter: (
    name: string,
    address: string,
    more?: Record<string, unknown>,
  ) => Promise<{ id: string; secret: string }>;
  /** Dials these lines in there; switched off with the company at the latest. */
  startRouter: (options: RouterOptions & { address: string }) => Promise<Router>;
  addSubscriber: (fields: { username: string } & Record<string, unknown>) => Promise<{ id: string }>;
  stop: () => Promise<void>;
}

const terms = { downloadBps: 50e6, uploadBps: 25e6, maxSessions: 9, priceMinor: 0, currency: 'USD' };
const plan = { name: 'Home 50', payment: 'prepaid', service: 'pppoe', status: 'on_sale', terms };

export async function startCompany(): Promise<Company> {
  const [product, browser] = await Promise.all([startReadyProduct(), launchBrowser()]);
  const routers: Router[] = [];
  const stop = async (): Promise<void> => {
    for (const router of routers) await router.off();
    await browser.close();
    await product.stop();
  };
  try {
    const { api, url } = product;
    const { id: planId } = await api.post<{ id: string }>('/api/plans', plan);
    const opened = await openPage(browser, { url });
    await signIn(opened.page, product);
    return {
      product,
      browser,
      opened,
      planId,
      addRouter: (name, prefix, more) => api.post('/api/nas', { name, prefix, vendor: 'mikrotik', ...more }),
      startRouter: async (options) => {
        const router = await startRouter(product, options);
        routers.push(router);
        return router;
      },
      addSubscriber: (fields) =>
        api.post('/api/subscribers', { password: 'orchard lantern', planId, ...fields }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
