import { setTimeout as sleep } from 'node:timers/promises';
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

type StorageState = NonNullable<PageOptions['storageState']>;

const phone = { width: 390, height: 844 };
/** The fleet dials in during its first minute, and routers are judged by their last few. */
const dialInMs = 100_000;
/** Charts paint after their page. */
const paintMs = 2_000;
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
  { name: 'speed-rules', path: () => '/speed-rules' },
  { name: 'nas', path: ({ nasId }) => `/nas/${nasId}` },
  { name: 'nas-control', path: ({ nasId }) => `/nas/${nasId}?tab=control` },
  { name: 'aaa-health', path: () => '/aaa-health' },
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
  await sleep(dialInMs);
  const places = await findPlaces(demo);
  const storageState = await signIn(browser, demo);
  for (const picture of pictures)
    await take(browser, { picture, path: picture.path(places), url: demo.url, storageState });
} finally {
  await browser.close();
  await demo.stop();
}

/** Once for all pictures: a person may sign in ten times a minute. */
async function signIn(browser: Browser, { url, owner }: Demo): Promise<StorageState> {
  const context = await browser.newContext();
  const answer = await context.request.post(`${url}/api/auth/login`, {
    data: owner,
    headers: { origin: url },
  });
  if (!answer.ok()) throw new Error(await answer.text());
  const state = await context.storageState();
  await context.close();
  return state;
}

interface Shot {
  picture: Picture;
  path: string;
  url: string;
  storageState: StorageState;
}

async function take(browser: Browser, { picture, path, url, storageState }: Shot): Promise<void> {
  const { page, context } = await openPage(browser, { url, storageState, ...picture.options });
  await page.goto(path);
  await settled(page, 'main h1');
  await picture.act?.(page);
  await sleep(paintMs);
  await page.screenshot({ path: `${folder}${picture.name}.png` });
  console.log(picture.name);
  await context.close();
}
