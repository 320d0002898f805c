import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from './support/axe.ts';
import { launchBrowser, openPage, type OpenPage } from './support/browser.ts';
import { startDemo, type Demo } from './support/demo.ts';
import { openStates } from './support/open-states.ts';
import { findPlaces, pageRows, type PageRow, type Places } from './support/page-rows.ts';
import { settled, sidewaysScroll } from './support/settled.ts';
import { signIn } from './support/sign-in.ts';
import { untranslated } from './support/untranslated.ts';

/**
 * Every page of the app with believable data in it: in English on a wide window, in both themes, on a phone, and in
 * Arabic. In English each is loaded at its own address, as a colleague's link does.
 */
let demo: Demo;
let browser: Browser;
let places: Places;
let english: OpenPage;
let arabic: OpenPage;
let stranger: OpenPage;

/** For the names of the tests, which are known before the places are. */
const named: Places = {
  subscriberId: '$id',
  nasId: '$id',
  planId: '$id',
  simulationId: '$id',
  sharingCaseId: '$id',
  address: '$address',
  username: '',
  names: [],
};

const wide = { width: 1_440, height: 900 };
const phone = { width: 390, height: 844 };

beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);
  const { url } = demo;
  english = await openPage(browser, { url });
  [places] = await Promise.all([findPlaces(demo), signIn(english.page, demo)]);
  const storageState = await english.context.storageState();
  arabic = await openPage(browser, { url, language: 'ar', ...phone, storageState });
  stranger = await openPage(browser, { url });
  await arabic.page.goto('/');
  await settled(arabic.page, 'main');
});

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

test('each page of the router has its row', async () => {
  await english.page.goto('/');
  const routes = await english.page.evaluate<string[]>('Object.keys(__TSR_ROUTER__.routesByPath)');
  expect(routes.length).toBeGreaterThan(15);
  expect([...new Set(pageRows.map(({ route }) => route))].toSorted()).toEqual(routes.toSorted());
});

describe('every page', () => {
  test.each(pageRows.map((row) => [row.path(named), row] as const))('%s', async (_path, row) => {
    // The samples of the gallery are in one language.
    await Promise.all(row.isGallery ? [looksRight(row)] : [looksRight(row), readsArabic(row)]);
  });
});

describe('axe finds nothing in', () => {
  test.each(openStates)('$name', async ({ path, open, isPhone }) => {
    const { page, faults, failures } = english;
    await page.setViewportSize(isPhone ? phone : wide);
    await page.goto(path(places));
    await settled(page, 'main');
    await (await open(page, places)).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect([...faults.splice(0), ...failures.splice(0)]).toEqual([]);
  });
});

async function looksRight(row: PageRow): Promise<void> {
  const { page, faults, failures } = row.isOpen ? stranger : english;
  await page.setViewportSize(wide);
  await page.goto(row.path(places));
  await present(page, row);
  if (!row.isGallery) expect(await alerts(page)).toEqual([]);
  expect(await page.title()).toMatch(/\S · Trunkline$/);
  expect(await axeViolations(page)).toEqual([]);
  await page.setViewportSize(phone);
  await present(page, row);
  expect(await sidewaysScroll(page), 'at 390 px').toEqual([]);
  expect([...faults.splice(0), ...failures.splice(0)]).toEqual([]);
}

/** From page to page as the app goes, without loading it anew. */
async function readsArabic(row: PageRow): Promise<void> {
  const { page, faults, failures } = arabic;
  await page.evaluate(`__TSR_ROUTER__.navigate({ href: ${JSON.stringify(row.path(places))} })`);
  await present(page, row);
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  expect(await untranslated(page, places.names), 'in Arabic').toEqual([]);
  expect(await sidewaysScroll(page), 'in Arabic at 390 px').toEqual([]);
  expect([...faults.splice(0), ...failures.splice(0)]).toEqual([]);
}

/** A gallery shows skeletons that never get their content. */
function present(page: Page, { shows, isGallery }: PageRow): Promise<void> {
  return isGallery ? page.locator(shows).first().waitFor() : settled(page, shows);
}

/** What could not be loaded says so as an alert. */
function alerts(page: Page): Promise<string[]> {
  return page.getByRole('alert').filter({ visible: true }).allInnerTexts();
}
