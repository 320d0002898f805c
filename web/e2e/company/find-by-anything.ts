import { beforeAll, expect, test, vi } from 'vitest';
import { Hand } from '../support/clicks.ts';
import type { Company } from '../support/company.ts';

const address = '127.61.0.3';
const nadia = { username: 'nadia.h', password: 'orchard lantern', mac: '02:00:00:00:61:77' };

/** Whatever somebody reads out on the phone leads to their page: one search, one screen, no click. */
export function findByAnything(company: () => Company): void {
  let id: string;

  beforeAll(async () => {
    const { product, addRouter, addSubscriber, startRouter } = company();
    const { secret } = await addRouter('cedar-east', address);
    ({ id } = await addSubscriber({
      username: nadia.username,
      fullName: 'Nadia Haddad',
      phones: ['+961 71 604 318'],
      framedIp: '10.61.7.7',
    }));
    await startRouter({ secret, address, lines: [nadia] });
    await vi.waitFor(
      async () => expect(await product.api.get(`/api/sessions/online?q=${nadia.username}`)).toHaveLength(1),
      { timeout: 30_000, interval: 250 },
    );
  });

  test.each([
    ['a name', 'haddad'],
    ['the end of a phone number', '604318'],
    ['a MAC address, as any device writes it', '0200.0000.6177'],
    ['an IP address', '10.61.7.7'],
    ['a user name', 'nadia.h'],
  ])('by %s', async (_what, words) => {
    const { page } = company().opened;
    const hand = new Hand(page);
    await page.goto('/');
    await page.getByRole('heading', { name: 'Dashboard', level: 1 }).waitFor();
    await hand.press('/');
    const search = page.getByRole('dialog', { name: 'Search everything' });
    await hand.type(search.getByRole('combobox'), words);
    await search.getByText('Nadia Haddad').first().waitFor();
    await hand.press('Enter');
    await page.getByRole('heading', { name: 'Nadia Haddad', level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/subscribers/${id}`);
    expect(hand.clicks).toBe(0);
  });
}
