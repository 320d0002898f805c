import type { Locator, Page } from 'playwright-core';
import type { Places } from './page-rows.ts';

/** Something that opens over a page. */
export interface OpenState {
  name: string;
  path: (places: Places) => string;
  /** Opens it and gives what is open. */
  open: (page: Page, places: Places) => Promise<Locator>;
  isPhone?: true;
}

const dialog = (page: Page): Locator => page.getByRole('dialog');
const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: true }).filter({ visible: true }).first();

/** A page whose address opens it. */
const opened = (name: string, path: string): OpenState => ({
  name,
  path: () => path,
  open: (page) => Promise.resolve(dialog(page)),
});

/** A page on which a button opens it. */
const pressed = (name: string, path: OpenState['path'], press: string): OpenState => ({
  name,
  path,
  open: async (page) => {
    await button(page, press).click();
    return dialog(page);
  },
});

const subscriber = ({ subscriberId }: Places): string => `/subscribers/${subscriberId}`;

export const openStates: readonly OpenState[] = [
  {
    name: 'the command search with its hits',
    path: () => '/subscribers',
    open: async (page, { username }) => {
      await page.keyboard.press('/');
      await dialog(page).getByRole('combobox').fill(username);
      await dialog(page).getByRole('row').first().waitFor();
      return dialog(page);
    },
  },
  {
    name: 'the help on keys',
    path: () => '/subscribers',
    open: async (page) => {
      await page.keyboard.press('?');
      return dialog(page);
    },
  },
  pressed('the person menu', () => '/subscribers', 'Dewi Lestari: account, language, appearance'),
  {
    name: 'the menu of a row',
    path: () => '/subscribers',
    open: async (page) => {
      await page
        .getByRole('row')
        .getByRole('button', { name: /^Actions on / })
        .first()
        .click();
      return page.getByRole('menu');
    },
  },
  {
    name: 'the choice of columns',
    path: () => '/subscribers',
    open: async (page) => {
      await button(page, 'Columns').click();
      return page.getByRole('menu', { name: 'Columns' });
    },
  },
  {
    name: 'the preview of bulk work',
    path: () => '/subscribers',
    open: async (page) => {
      await page.getByRole('checkbox', { name: 'Select all rows shown here' }).click();
      await button(page, 'Suspend').click();
      await dialog(page)
        .getByLabel(/^Reason/)
        .fill('unpaid in November');
      await button(page, 'Preview').click();
      await dialog(page)
        .getByText(/subscribers are selected\.$/)
        .waitFor();
      return dialog(page);
    },
  },
  { ...pressed('the filters of a phone', () => '/subscribers', 'Filter and sort'), isPhone: true },
  pressed('the form that edits a subscriber', subscriber, 'Edit'),
  pressed('the form that suspends a subscriber', subscriber, 'Suspend'),
  pressed('the form that renews', subscriber, 'Renew'),
  opened('the form that adds a router', '/nas?add=true'),
  opened('the form that adds a person', '/staff?add=true'),
  opened('the form that adds a tenant', '/tenants?add=true'),
  opened('the form that adds a key', '/api-keys?add=true'),
  opened('the form that adds a place to the walled garden', '/walled-garden?add=true'),
  opened('the form that sets shadow mode up', '/shadow?setup=true'),
  pressed('what the bridge costs', () => '/freeradius', 'Turn the bridge on'),
  pressed('the form that adds a role', () => '/roles', 'Add role'),
  {
    name: 'an entry of the audit log',
    path: () => '/audit',
    open: async (page) => {
      await page.locator('[data-row-index]').first().getByRole('button').first().click();
      return dialog(page);
    },
  },
];
