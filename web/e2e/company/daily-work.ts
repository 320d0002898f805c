import type { Locator } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import type { OpenPage } from '../support/browser.ts';
import { Hand } from '../support/clicks.ts';
import type { Company } from '../support/company.ts';

const address = '127.61.0.1';
const hers = '127.61.0.7';
const salma = { username: 'salma', password: 'orchard lantern' };
/** His router holds another password than the company. */
const omar = { username: 'omar', password: 'typed into his router' };

/** The owner's page, and the hand on it. */
interface Day {
  company: Company;
  opened: OpenPage;
  hand: Hand;
}

/** What staff do every day, against simulated routers; each test goes on where the last ended. */
export function dailyWork(company: () => Company): void {
  const day = {} as Day;

  beforeAll(async () => {
    const { opened, addRouter, addSubscriber, startRouter } = company();
    Object.assign(day, { company: company(), opened, hand: new Hand(opened.page) } satisfies Day);
    const { secret } = await addRouter('cedar-core', address);
    await addSubscriber({ username: 'omar', fullName: 'Omar Nasser', password: 'as sold to him' });
    await startRouter({ secret, address, name: 'cedar-core', lines: [omar] });
  });

  sellAndDisconnect(day);
  mendLogin(day);
  suspendMany(day);

  test('no page broke the security policy or threw', () => {
    expect(day.opened.faults.splice(0)).toEqual([]);
  });
}

function sellAndDisconnect(day: Day): void {
  test('a subscriber with a plan is added in three clicks', async () => {
    const { page } = day.opened;
    day.hand.restart();
    await day.hand.click(placeOf(day, 'Subscribers'));
    await day.hand.click(page.getByRole('link', { name: 'Add subscriber' }));
    await day.hand.type(page.getByRole('textbox', { name: 'Name', exact: true }), 'Salma Aziz');
    await day.hand.type(page.getByRole('textbox', { name: 'Phone' }), '+961 3 123456');
    await day.hand.type(page.getByRole('textbox', { name: 'Username' }), salma.username);
    await day.hand.type(page.getByLabel(/^Password/), salma.password);
    expect(await axeViolations(page)).toEqual([]);
    await day.hand.click(page.getByRole('button', { name: 'Save & activate' }));
    await page.getByText('Salma Aziz is added').waitFor();
    expect(day.hand.clicks).toBeLessThanOrEqual(3);
  });

  test('the session comes online by itself, and who is online is one click away', async () => {
    const { page } = day.opened;
    const { addRouter, startRouter } = day.company;
    const { secret } = await addRouter('cedar-north', hers);
    await page.goto('/');
    day.hand.restart();
    await day.hand.click(placeOf(day, 'Online'));
    await startRouter({ secret, address: hers, name: 'cedar-north', lines: [salma] });
    await rowOf(day, 'salma').getByText('Online').waitFor({ timeout: 30_000 });
    expect(day.hand.clicks).toBe(1);
    expect(await axeViolations(page)).toEqual([]);
  });

  test('a session is ended by one click, and the router proves it in place', async () => {
    const { page } = day.opened;
    day.hand.restart();
    await day.hand.click(page.getByRole('button', { name: 'Disconnect salma' }));
    await rowOf(day, 'salma')
      .getByText(/(ACK|Ended) · \d+ ms/)
      .first()
      .waitFor();
    expect(day.hand.clicks).toBe(1);
  });
}

function mendLogin(day: Day): void {
  test('why a login failed is one search away, with the button that mends it', async () => {
    const { page } = day.opened;
    await page.goto('/');
    day.hand.restart();
    await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
    await day.hand.press('/');
    const search = page.getByRole('dialog', { name: 'Search everything' });
    await search.getByRole('combobox').fill('omar');
    await search.getByText('Omar Nasser').waitFor();
    await day.hand.press('Enter');
    await page.getByText('The password did not match.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    // Beside the sentence, and again under "Why no internet?".
    await day.hand.click(page.getByRole('button', { name: 'Set a new password' }).first());
    const dialog = page.getByRole('dialog');
    await day.hand.type(dialog.getByLabel(/^Password/), omar.password);
    await day.hand.click(dialog.getByRole('button', { name: 'Set password' }));
    await dialog.waitFor({ state: 'detached' });
    expect(day.hand.clicks).toBe(2);
    await page.getByText(/^Logged in /).waitFor({ timeout: 30_000 });
  });
}

function suspendMany(day: Day): void {
  test('many are suspended together, and who would be changed is shown before', async () => {
    const { page } = day.opened;
    await placeOf(day, 'Subscribers').click();
    await page.getByRole('checkbox', { name: 'Select all rows shown here' }).click();
    await page.getByText('2 selected').waitFor();
    await page.getByRole('button', { name: 'Suspend' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^Reason/).fill('unpaid in November');
    await dialog.getByRole('button', { name: 'Preview' }).click();
    await dialog.getByText('2 subscribers are selected.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(
      await day.company.product.api.get<{ status: string }[]>('/api/subscribers?status=suspended'),
    ).toHaveLength(0);
    await dialog.getByRole('button', { name: 'Suspend: 2 subscribers' }).click();
    await dialog.getByText('Done', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await rowOf(day, 'salma').getByText('Suspended').waitFor();
    expect(
      await day.company.product.api.get<{ status: string }[]>('/api/subscribers?status=suspended'),
    ).toHaveLength(2);
  });

  test('what was done, by whom and why, stands with the subscriber', async () => {
    const { page } = day.opened;
    await rowOf(day, 'omar').getByRole('link').first().click();
    await page.getByRole('tab', { name: 'Changes' }).click();
    await page.getByText('Suspended').first().waitFor();
    await page.getByText('unpaid in November').first().waitFor();
    await page.getByText('Password changed').first().waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });
}

function placeOf({ opened }: Day, name: string): Locator {
  return opened.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true });
}

function rowOf({ opened }: Day, name: string): Locator {
  return opened.page.getByRole('row').filter({ hasText: name });
}
