import process from 'node:process';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { processesOf } from '../../../server/test/host/processes.ts';
import type { Company } from '../support/company.ts';

const away = /^The server does not answer\. What is shown stays/;

/** Pages say that the server is gone, keep what they show, and recover by themselves. */
export function serverAway(company: () => Company): void {
  let id: string;

  beforeAll(async () => {
    ({ id } = await company().addSubscriber({ username: 'rami', fullName: 'Rami Said' }));
  });
  beforeEach(async () => {
    const { page } = company().opened;
    await page.goto('/subscribers');
    await page.getByRole('row').filter({ hasText: 'Rami Said' }).waitFor();
    await page.getByText('Live', { exact: true }).first().waitFor();
  });

  test('when its process is killed, what is shown stays and is live again after its return', async () => {
    const { product, opened } = company();
    const { page } = opened;
    const [role, ...others] = processesOf([product.home]).filter(({ command }) => command.endsWith(' api'));
    expect(others).toEqual([]);
    process.kill(role!.pid, 'SIGKILL');
    await page.getByText(away).waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'Rami Said' }).count()).toBe(1);
    await page.getByText(away).waitFor({ state: 'detached', timeout: 30_000 });
    await page.getByText('Live', { exact: true }).first().waitFor({ timeout: 30_000 });
    await page.getByRole('row').filter({ hasText: 'Rami Said' }).getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Rami Said', level: 1 }).waitFor();
  });

  test('a page whose code is not here yet comes by itself', async () => {
    const { page, context } = company().opened;
    await context.route('**/*', (route) => route.abort('connectionrefused'));
    await page.getByRole('link', { name: 'Who had an address' }).click();
    await page.getByText(/^It could not be fetched from the server\./).waitFor();
    await page.getByText(away).waitFor();
    await context.unroute('**/*');
    await page.getByRole('heading', { name: 'Who had an address', level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/addresses');
  });

  test('what was typed stays, and can be saved once it is back', async () => {
    const { opened, product } = company();
    const { page, context } = opened;
    await page.goto(`/subscribers/${id}`);
    await page.getByRole('button', { name: 'Edit', exact: true }).first().click();
    const form = page.getByRole('dialog', { name: 'Edit Rami Said' });
    await form.getByLabel('E-mail').fill('rami@cedar.example');
    await context.route('**/api/**', (route) => route.abort('connectionrefused'));
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText(/^The server did not answer, so it is not known/).waitFor();
    expect(await form.getByLabel('E-mail').inputValue()).toBe('rami@cedar.example');
    await context.unroute('**/api/**');
    await page.getByText(away).waitFor({ state: 'detached' });
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    expect(await product.api.get(`/api/subscribers/${id}`)).toMatchObject({ email: 'rami@cedar.example' });
  });
}
