import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openPage, type PageOptions } from './support/browser.ts';
import { startDemo, type Demo } from './support/demo.ts';
import { findPlaces, type Places } from './support/page-rows.ts';
import { settled } from './support/settled.ts';

/** `node web/e2e/take-tour.ts`: takes the pictures of docs/tour.md from the demonstration anew. */
interface Picture {
  name: string;
  path: (places: Places) => string;
  options?: Partial<PageOptions>;
  /** What a person would do before they look. */
  act?: (page: Page) => Promise<void>;
}

const phone = { width: 390, height: 844 };
const folder = fileURLToPath(new URL('../../docs/tour/', import.meta.url));

const pictures: readonly Picture[] = [
  { name: 'dashboard', path: () => '/' },
  { name: 'dashboard-dark-arabic', path: () => '/', options: { theme: 'dark', language: 'ar' } },
  {
    name: 'search',
    path: () => '/',
    act: async (page) => {
      await page.keyboard.press('/');
      await page.getByRole('combobox').fill('agn');
      await page.getByRole('dialog').getByText('agnieszka').first().waitFor();
    },
  },
  { name: 'subscribers', path: () => '/subscribers' },
  { name: 'subscriber', path: ({ subscriberId }) => `/subscribers/${subscriberId}` },
  { name: 'online', path: () => '/online' },
  { name: 'auth-log', path: () => '/auth-log' },
  { name: 'addresses', path: ({ address }) => `/addresses?address=${address}` },
  { name: 'plan', path: ({ planId }) => `/plans/${planId}` },
  { name: 'nas', path: ({ nasId }) => `/nas/${nasId}` },
  { name: 'roles', path: () => '/roles' },
  { name: 'audit', path: () => '/audit' },
  { name: 'phone', path: () => '/subscribers', options: phone },
  {
    name: 'phone-dark',
    path: ({ subscriberId }) => `/subscribers/${subscriberId}`,
    options: { ...phone, theme: 'dark' },
  },
];

const demo = await startDemo();
const browser = await launchBrowser();
try {
  const places = await findPlaces(demo);
  for (const picture of pictures) await take(browser, demo, { picture, places });
} finally {
  await browser.close();
  await demo.stop();
}

async function take(
  browser: Browser,
  { url, owner }: Demo,
  { picture, places }: { picture: Picture; places: Places },
): Promise<void> {
  const { page, context } = await openPage(browser, { url, ...picture.options });
  const signedIn = await context.request.post('/api/auth/login', { data: owner, headers: { origin: url } });
  if (!signedIn.ok()) throw new Error(await signedIn.text());
  await page.goto(picture.path(places));
  await settled(page, 'main h1');
  await picture.act?.(page);
  await page.screenshot({ path: `${folder}${picture.name}.png` });
  console.log(picture.name);
  await context.close();
}
