import { beforeAll, expect, test } from 'vitest';
import { openPage } from '../support/browser.ts';
import type { Company } from '../support/company.ts';

const address = '127.61.0.5';
const password = 'five quiet words stand here';

/** Who sees it, who looked, and what is said when a router has another one. */
export function routerSecrets(company: () => Company): void {
  let nas: { id: string; secret: string };

  beforeAll(async () => {
    nas = await company().addRouter('cedar-west', address);
  });

  test('is in no page of who may not see it', async () => {
    const { product, browser } = company();
    const { api, url } = product;
    const permissions = ['nas.read', 'nas.test', 'subscribers.read'];
    const { id: roleId } = await api.post<{ id: string }>('/api/roles', { name: 'Support', permissions });
    const person = { email: 'maya@cedar.example', name: 'Maya Khalil', roleId };
    const made = await api.post<{ password: string }>('/api/staff', person);
    const { page, context, faults } = await openPage(browser, { url });
    await page.goto(`/nas/${nas.id}?tab=settings`);
    await page.getByRole('textbox', { name: 'E-mail' }).fill(person.email);
    await page.getByLabel(/^Password/).fill(made.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel(/^Current password/).fill(made.password);
    await page.getByLabel(/^New password/).fill(password);
    await page.getByRole('button', { name: 'Set the password' }).click();

    await page.getByRole('heading', { name: 'cedar-west', level: 1 }).waitFor();
    await page.getByRole('tab', { name: 'Settings', selected: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Show', exact: true }).count()).toBe(0);
    expect(await page.content()).not.toContain(nas.secret);
    const status = await page.evaluate(`fetch('/api/nas/${nas.id}/secret').then(({ status }) => status)`);
    expect(status).toBe(403);
    expect(faults).toEqual([]);
    await context.close();
  });

  test('is shown to who may, one click after the page, and the audit log says who looked', async () => {
    const { page } = company().opened;
    await page.goto(`/nas/${nas.id}?tab=settings`);
    const show = page.getByRole('button', { name: 'Show', exact: true });
    await show.waitFor();
    expect(await page.content()).not.toContain(nas.secret);
    await show.click();
    await page.getByText(nas.secret).waitFor();

    await page.goto('/audit');
    const row = page
      .getByRole('row')
      .filter({ hasText: 'cedar-west' })
      .filter({ hasText: 'RADIUS secret shown' });
    await row.waitFor();
    const { name } = await company().product.api.get<{ name: string }>('/api/auth/me');
    expect(await row.innerText()).toContain(name);
    expect(await page.content()).not.toContain(nas.secret);
  });

  differingSecret(company, () => nas.id);
}

function differingSecret(company: () => Company, nasId: () => string): void {
  test('that differs on the router is named by the test of the router', async () => {
    const { product, startRouter, opened } = company();
    const line = { username: 'stranger', password: 'orchard lantern' };
    await startRouter({ secret: 'not what was pasted', address, lines: [line] });
    const discards = async (): Promise<number> => {
      const { observation } = await product.api.get<{
        observation: { discards: Record<string, number> } | null;
      }>(`/api/nas/${nasId()}`);
      return Object.values(observation?.discards ?? {}).reduce((sum, count) => sum + count, 0);
    };
    await expect.poll(discards, { timeout: 30_000, interval: 500 }).toBeGreaterThan(0);
    const { page } = opened;
    await page.goto(`/nas/${nasId()}?tab=test`);
    await page.getByRole('button', { name: 'Start the test' }).click();
    await page.getByText(/^The secret differs: \d+ packets/).waitFor({ timeout: 30_000 });
    await page
      .getByText(/Paste the set-up script again/)
      .first()
      .waitFor();
  });
}
