import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Product } from '../../server/test/support/product.ts';
import { axeViolations } from './support/axe.ts';
import { launchBrowser, openPage, type OpenPage } from './support/browser.ts';
import { startBuiltProduct } from './support/product.ts';
import { routerAddress, startRouter, type Router } from './support/router.ts';
import { totpCode } from './support/totp.ts';

/** From a fresh start to a first subscriber online, and the owner's own safety; each test goes on where the last ended. */
let product: Product;
let browser: Browser;
let opened: OpenPage;
let router: Router | undefined;
let key: string;
let recoveryCode: string;

const owner = { name: 'Rana Khoury', email: 'rana@cedar.example', password: 'four quiet words here' };

beforeAll(async () => {
  [product, browser] = await Promise.all([startBuiltProduct(), launchBrowser()]);
  opened = await openPage(browser, { url: product.url });
});

afterAll(async () => {
  await router?.off();
  await browser?.close();
  await product?.stop();
});

test('the printed link makes its opener the owner, and the code leaves the address', async () => {
  const { page } = opened;
  await page.goto(product.setupLink);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(owner.name);
  expect(page.url()).not.toContain('#');
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'E-mail' }).fill(owner.email);
  await page.getByLabel(/^Password/).fill(owner.password);
  await page.getByRole('textbox', { name: 'Company name' }).fill('Cedar Net');
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await page.getByRole('heading', { name: 'First subscriber online' }).waitFor();
});

test('the guide turns each step green when it has really happened', async () => {
  const { page } = opened;
  await page.getByRole('textbox', { name: 'Name', exact: true }).first().fill('cedar-core');
  await page.getByRole('textbox', { name: 'Address' }).fill(routerAddress);
  await page.getByRole('button', { name: 'Add the router' }).click();
  await page.getByText('cedar-core is known.').waitFor();

  await page.getByRole('button', { name: 'Show what to paste into the router' }).click();
  // Opened at an address of its own machine, the page cannot know how the router reaches it.
  await page.getByRole('textbox', { name: 'Address of this server' }).fill('127.0.0.1');
  await page.getByRole('button', { name: 'Make the script' }).click();
  const script = await page.getByLabel('RouterOS script').innerText();
  const secret = /secret="?([^"\s]+)/.exec(script)![1]!;

  await page.getByRole('textbox', { name: 'Plan', exact: true }).fill('Home 50');
  await page.getByRole('textbox', { name: 'Download' }).fill('50');
  await page.getByRole('textbox', { name: 'Upload' }).fill('25');
  await page.getByRole('textbox', { name: 'Username' }).fill('salma');
  await page.getByRole('button', { name: 'Add the subscriber' }).click();
  const shown = page.getByText('Shown this once.');
  await shown.waitFor();
  const password = await page
    .getByRole('button', { name: /^Copy / })
    .last()
    .getAttribute('title');
  expect(await page.getByText(/First packet on/).count()).toBe(0);
  expect(await axeViolations(page)).toEqual([]);

  router = await startRouter(product, { secret, lines: [{ username: 'salma', password: password! }] });
  await page.getByText(/First packet on/).waitFor();
  await page.getByText(/salma logged in on/).waitFor();
});

test('a second factor is set up with the key of the picture', async () => {
  const { page } = opened;
  await page.goto('/profile');
  await page.getByRole('button', { name: 'Set up a second factor' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Current password/).fill(owner.password);
  await dialog.getByRole('button', { name: 'Next' }).click();
  key = (await dialog.getByRole('button', { name: /^Copy / }).getAttribute('title'))!;
  await dialog.getByRole('textbox', { name: 'Code' }).fill(totpCode(key, Date.now()));
  await dialog.getByRole('button', { name: 'Turn it on' }).click();
  recoveryCode = (await dialog.locator('code').innerText()).split('\n')[0]!;
  await dialog.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByText('10 recovery codes left.').waitFor();
  expect(await axeViolations(page)).toEqual([]);
});

test('signing in asks for the second factor: a wrong code does not open, a recovery code does', async () => {
  const { page, context, faults } = await openPage(browser, { url: product.url });
  await page.goto('/');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(owner.email);
  await page.getByLabel(/^Password/).fill(owner.password);
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('textbox', { name: 'Code' }).fill('000000');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText(/This code is wrong/).waitFor();
  await page.getByRole('textbox', { name: 'Code' }).fill(recoveryCode);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: /Rana Khoury: account/ }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: /Rana Khoury: account/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test('no page broke the security policy or threw', () => {
  expect(opened.faults).toEqual([]);
});
