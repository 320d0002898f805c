import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import type { Company } from '../support/company.ts';
import { apiPort, type Router } from '../support/router.ts';

const address = '127.61.0.9';
const apiUser = { name: 'trunkline', password: 'secret-of-the-api' };
const access = { port: apiPort, usesTls: false, username: apiUser.name, password: apiUser.password };
const lina = { username: 'lina.daher', password: 'orchard lantern' };

const slow = { downloadBps: 20e6, uploadBps: 10e6 };
const full = { downloadBps: 100e6, uploadBps: 50e6 };
const doubled = { downloadBps: 200e6, uploadBps: 100e6 };
/** Used up within seconds. */
const quota = { period: 'monthly', bytes: 4e6, timeS: null, atZero: 'slow', slow };
const terms = { ...full, quota, priceMinor: 0, currency: 'USD' };
const plan = { name: 'Home 100', payment: 'prepaid', service: 'pppoe', status: 'on_sale', terms };

/** How long a person looks on at the most: an interim of hers comes every few seconds. */
const timeout = 30_000;

/** Lina, online at her router, and the page that looks on. */
interface Scene {
  readonly router: Router;
  readonly page: Page;
  readonly subscriberId: string;
}

/** What changes the speed of somebody who is online, and what the page says of it meanwhile. */
export function otherSpeed(company: () => Company): void {
  let scene: Scene;

  beforeAll(async () => {
    scene = await bringLinaOnline(company());
  });

  test('comes when the quota is used up, and the page shows why, how and with what proof', () =>
    useUpQuota(scene));

  test('goes when volume is added', () => addVolume(scene));

  test('comes by hours that are painted on the week, to who is online in them', () => paintHours(scene));

  test('no page broke the security policy or threw', () => {
    expect(company().opened.faults.splice(0)).toEqual([]);
  });
}

async function bringLinaOnline({
  product,
  addRouter,
  addSubscriber,
  startRouter,
  opened: { page },
}: Company): Promise<Scene> {
  const { id: planId } = await product.api.post<{ id: string }>('/api/plans', plan);
  const nas = { api: access, interimIntervalS: 60 };
  const { secret } = await addRouter('cedar-fast', address, nas);
  const subscriberId = (await addSubscriber({ ...lina, fullName: 'Lina Daher', planId })).id;
  await page.goto(`/subscribers/${subscriberId}?tab=live`);
  const lines = [{ ...lina, downloadBps: 400_000 }];
  const router = await startRouter({ secret, address, name: 'cedar-fast', lines, apiUser, timeScale: 20 });
  return { router, page, subscriberId };
}

async function useUpQuota(scene: Scene): Promise<void> {
  const { page } = scene;
  const terms = panel(page);
  await terms.getByText('In step').waitFor({ timeout });
  const proof = terms.getByText(/seen on the router at/);
  await proof.waitFor({ timeout });
  await terms.getByRole('row', { name: 'Speed ↓/↑ 20/10 M 20/10 M' }).waitFor();
  const applied = terms.getByText(/^Has \(by CoA/);
  await applied.waitFor();
  await routerLets(scene, slow);
  expect(await axeViolations(page)).toEqual([]);
  await openTab(page, 'Overview');
  await said(page, 'Slowed to 20/10 M since').waitFor({ timeout });
}

async function addVolume(scene: Scene): Promise<void> {
  const { page } = scene;
  await page.getByRole('button', { name: 'Top up' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '+10 GB' }).click();
  await dialog.getByRole('button', { name: 'Top up' }).click();
  await said(page, 'As the plan says: 100/50 M').waitFor({ timeout });
  await routerLets(scene, full);
  await openTab(page, 'Live');
  await panel(page).getByRole('row', { name: 'Speed ↓/↑ 100/50 M 100/50 M' }).waitFor({ timeout });
}

async function paintHours(scene: Scene): Promise<void> {
  const { page, subscriberId } = scene;
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Speed rules' }).click();
  await page.getByRole('button', { name: 'Add rule' }).first().click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('textbox', { name: 'Name' }).fill('Twice as fast');
  await paintWeek(page, drawer.getByRole('grid', { name: 'Hours' }));
  await drawer.getByRole('button', { name: 'Add rule' }).click();
  await page.getByText('Twice as fast is saved.').waitFor();
  await routerLets(scene, doubled);
  await page.goto(`/subscribers/${subscriberId}`);
  await said(page, 'by the speed rule Twice as fast; the plan gives 100/50 M').waitFor();
  await page.getByRole('link', { name: 'Open the rule' }).click();
  await page.getByRole('button', { name: 'Delete rule' }).click();
  const question = page.getByRole('dialog', { name: /^Delete/ });
  await question.getByRole('button', { name: 'Delete rule' }).click();
  await routerLets(scene, full);
}

/** What her router lets through, without a redial. */
async function routerLets({ router }: Scene, rates: object): Promise<void> {
  await expect.poll(() => router.fleet.truth().at(-1)?.effectiveRates, { timeout }).toEqual(rates);
  expect(router.fleet.truth()).toHaveLength(1);
}

function openTab(page: Page, name: string): Promise<void> {
  return page.getByRole('tab', { name }).click();
}

/** A sentence by its words: what it is filled with stands isolated from their direction. */
function said(page: Page, sentence: string): Locator {
  return page.locator('p').filter({ hasText: new RegExp(sentence.split(/\W+/).join('\\W+')) });
}

function panel(page: Page): Locator {
  return page.getByRole('region', { name: 'Terms of this session' });
}

/** From the first hour of the first day to the last of the last, in one stroke. */
async function paintWeek(page: Page, grid: Locator): Promise<void> {
  const hours = grid.getByRole('gridcell');
  await hours.first().hover();
  await page.mouse.down();
  await hours.last().hover();
  await page.mouse.up();
}
