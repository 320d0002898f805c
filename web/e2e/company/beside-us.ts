import { expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import type { Company } from '../support/company.ts';

/** How long a person looks on at the most. */
const timeout = 30_000;
const nasAddress = '127.61.0.13';
const mac = '3C:22:FB:10:AA:07';

/** What stands beside us or asks us in another way: a FreeRADIUS, a server that answers today, a hotspot's portal. */
export function besideUs(company: () => Company): void {
  test('the bridge says what it costs, tells its password once, and is gone at a press', () =>
    useBridge(company()));

  test('shadow mode is set up, hears nothing yet, and is put away', () => useShadow(company()));

  test('a device that came by a portal is named, takes a place, and is forgotten', () =>
    useDevices(company()));

  test('no page broke the security policy or threw', () => {
    expect(company().opened.faults.splice(0)).toEqual([]);
  });
}

async function useBridge({ opened: { page } }: Company): Promise<void> {
  await page.goto('/freeradius');
  await page.getByRole('button', { name: 'Turn the bridge on' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Service passwords stand readable in the database').waitFor();
  // Nothing happens before the cost is ticked.
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  await dialog.getByText('Tick this to go on.').waitFor();
  await dialog.getByRole('checkbox').click();
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  const password = (await dialog.locator('pre').innerText({ timeout })).trim();
  expect(password.length).toBeGreaterThan(20);
  await dialog.getByRole('button', { name: /^I have kept it/ }).click();

  await page.getByRole('tab', { name: 'Set up', selected: true }).waitFor();
  await page.getByText(/login = "trunkline_freeradius_/).waitFor();
  expect(await page.content()).not.toContain(password);
  expect(await axeViolations(page)).toEqual([]);

  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByText('every subscriber').waitFor({ timeout });
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByText('Every row is as it should be').waitFor({ timeout });
  await page.getByRole('button', { name: 'Rebuild' }).click();
  await page.getByText('Every row is written.').waitFor({ timeout });
  expect(await axeViolations(page)).toEqual([]);

  await page.getByRole('tab', { name: 'Set up' }).click();
  await page.getByRole('button', { name: 'Turn off' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Turn off' }).click();
  await page.getByRole('button', { name: 'Turn the bridge on' }).waitFor({ timeout });
}

async function useShadow({ opened: { page } }: Company): Promise<void> {
  await page.goto('/shadow');
  await page.getByRole('button', { name: 'Set up' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel(/^Its address/).fill('192.0.2.40');
  await drawer.getByLabel(/^Shared secret/).fill('between the two of us');
  await drawer.getByRole('button', { name: 'Save' }).click();

  await page.getByText('Too few logins were compared so far: 0 of 100.').waitFor({ timeout });
  await page.getByText('No disagreement', { exact: true }).waitFor();
  // Against the count it takes a tick that says so.
  await page.getByRole('button', { name: 'Switch over to Trunkline' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Switch over to Trunkline' }).click();
  await dialog.getByRole('alert').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('checkbox').click();
  await dialog.getByRole('button', { name: 'Switch over to Trunkline' }).click();
  await page.getByText('Trunkline answers the routers.').waitFor({ timeout });
  await page.getByRole('button', { name: 'Give back to the other server' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Give back to the other server' }).click();
  await page.getByText('The other server answers the routers.').waitFor({ timeout });

  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByRole('dialog').getByText('Nothing is compared and nothing is handed on.').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByText('Change the RADIUS server without a night of fear').waitFor({ timeout });
}

/** A guest logs in by a portal's key with one device; what the page then offers. */
async function useDevices({ product, addRouter, addSubscriber, opened: { page } }: Company): Promise<void> {
  const { api } = product;
  const terms = { downloadBps: 20e6, uploadBps: 5e6, deviceSlots: 2, priceMinor: 0, currency: 'USD' };
  const plan = { name: 'Guest 20', payment: 'prepaid', service: 'hotspot', status: 'on_sale', terms };
  const { id: planId } = await api.post<{ id: string }>('/api/plans', plan);
  const { id: nasId } = await addRouter('harbour-portal', nasAddress);
  const guest = { username: 'guest.harbour', password: 'orchard lantern' };
  const { id: subscriberId } = await addSubscriber({ ...guest, planId });
  const key = { name: 'Harbour', permissions: ['hotspot.aaa'], nasId };
  const { token } = await api.post<{ token: string }>('/api/api-keys', key);
  const logIn = async (): Promise<string | undefined> => {
    const response = await fetch(`${product.url}/api/hotspot/auth`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...guest, mac }),
    });
    return ((await response.json()) as { data?: { decision: string } }).data?.decision;
  };
  await expect.poll(logIn, { timeout, interval: 500 }).toBe('accept');

  await page.goto(`/subscribers/${subscriberId}`);
  const card = page.getByRole('region', { name: 'Hotspot devices' });
  await card.getByText(mac).first().waitFor({ timeout });
  await card.getByText('1 of 2 devices').waitFor();
  await card.getByRole('button', { name: `Actions on ${mac}` }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Laptop of the harbour');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await card.getByText('Laptop of the harbour').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await card.getByRole('button', { name: 'Actions on Laptop of the harbour' }).click();
  await page.getByRole('menuitem', { name: 'Forget' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget' }).click();
  await card.getByText('No device yet').waitFor();
}
