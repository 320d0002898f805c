import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage, type OpenPage } from './support/browser.ts';
import { startReadyProduct, type ReadyProduct } from './support/product.ts';
import { routerAddress, startRouter, type Router } from './support/router.ts';
import { signIn } from './support/sign-in.ts';

/**
 * What a stranger can put into a login, and a rogue into a form, is text on every page. It comes the way it would:
 * through RADIUS from a router, and through the API.
 */
const payloads = [
  '<script>window.hacked=1</script>',
  '"><img src=x onerror="window.hacked=1">',
  "';window.hacked=1;//",
  '<svg/onload=window.hacked=1>',
  '{{constructor.constructor("window.hacked=1")()}}',
  '\u202Egnp.exe<b>bold</b>',
];
const name = '<img src=x onerror=window.hacked=1>';

let product: ReadyProduct;
let browser: Browser;
let opened: OpenPage;
let router: Router | undefined;
let subscriberId: string;
let nasId: string;

beforeAll(async () => {
  [product, browser] = await Promise.all([startReadyProduct(), launchBrowser()]);
  const { api } = product;
  const nas = await api.post<{ id: string; secret: string }>('/api/nas', {
    name: `core ${name}`,
    prefix: routerAddress,
    vendor: 'mikrotik',
  });
  nasId = nas.id;
  const terms = { downloadBps: 50e6, uploadBps: 25e6, maxSessions: 9, priceMinor: 0, currency: 'USD' };
  const plan = { name: `Home ${name}`, payment: 'prepaid', service: 'pppoe', status: 'on_sale', terms };
  const { id: planId } = await api.post<{ id: string }>('/api/plans', plan);
  const account = { username: payloads[1], fullName: name, password: 'orchard lantern', planId, notes: name };
  ({ id: subscriberId } = await api.post<{ id: string }>('/api/subscribers', account));
  router = await startRouter(product, {
    secret: nas.secret,
    name: payloads[3]!,
    lines: payloads.map((payload) => ({ username: payload, password: 'orchard lantern', mac: payload })),
  });
  opened = await openPage(browser, { url: product.url });
  await signIn(opened.page, product);
});

afterAll(async () => {
  await router?.off();
  await browser?.close();
  await product?.stop();
});

test('B11: names, devices and routers of hostile text are shown as text and run nothing', async () => {
  const { page, faults } = opened;
  // The login that is accepted, and one that no subscriber has.
  const shown: [path: string, text: string][] = [
    ['/online', payloads[1]!],
    ['/auth-log', payloads[0]!],
    ['/subscribers', name],
    [`/subscribers/${subscriberId}`, name],
    ['/nas', `core ${name}`],
    [`/nas/${nasId}`, `core ${name}`],
    ['/plans', `Home ${name}`],
    ['/', 'Dashboard'],
  ];
  for (const [path, text] of shown) {
    await page.goto(path);
    await page.getByText(text).filter({ visible: true }).first().waitFor();
  }
  for (const tab of ['sessions', 'logins', 'audit']) {
    await page.goto(`/subscribers/${subscriberId}?tab=${tab}`);
    await page.getByText(name).filter({ visible: true }).first().waitFor();
  }
  expect(await page.evaluate('window.hacked')).toBeUndefined();
  expect(await page.locator('img[src="x"], svg[onload]').count()).toBe(0);
  expect(faults).toEqual([]);
});
