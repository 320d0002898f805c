import { beforeAll, expect, test } from 'vitest';
import type { Company } from '../support/company.ts';

const address = '127.61.0.2';
const payloads = [
  '<script>window.hacked=1</script>',
  '"><img src=x onerror="window.hacked=1">',
  "';window.hacked=1;//",
  '<svg/onload=window.hacked=1>',
  '{{constructor.constructor("window.hacked=1")()}}',
  '\u202Egnp.exe<b>bold</b>',
];
const name = '<img src=x onerror=window.hacked=1>';

/**
 * What a stranger can put into a login, and a rogue into a form, is text on every page. It comes the way it would:
 * through RADIUS from a router, and through the API.
 */
export function hostileText(company: () => Company): void {
  let subscriberId: string;
  let nasId: string;

  beforeAll(async () => {
    const { product, addRouter, addSubscriber, startRouter } = company();
    const nas = await addRouter(`core ${name}`, address);
    nasId = nas.id;
    const terms = { downloadBps: 50e6, uploadBps: 25e6, maxSessions: 9, priceMinor: 0, currency: 'USD' };
    const plan = { name: `Home ${name}`, payment: 'prepaid', service: 'pppoe', status: 'on_sale', terms };
    const { id: planId } = await product.api.post<{ id: string }>('/api/plans', plan);
    const account = { username: payloads[1]!, fullName: name, planId, notes: name };
    ({ id: subscriberId } = await addSubscriber(account));
    await startRouter({
      secret: nas.secret,
      address,
      name: payloads[3]!,
      lines: payloads.map((payload) => ({ username: payload, password: 'orchard lantern', mac: payload })),
    });
  });

  test('B11: names, devices and routers of hostile text are shown as text and run nothing', async () => {
    const { page, faults } = company().opened;
    // The login that is accepted, and one that no subscriber has.
    const shown: [path: string, text: string][] = [
      ['/online', payloads[1]!],
      ['/auth-log', payloads[0]!],
      ['/subscribers', name],
      [`/subscribers/${subscriberId}`, name],
      ['/nas', `core ${name}`],
      [`/nas/${nasId}`, `core ${name}`],
      ['/plans', `Home ${name}`],
      ['/', 'Dashboard'],
    ];
    for (const [path, text] of shown) {
      await page.goto(path);
      await page.getByText(text).filter({ visible: true }).first().waitFor();
    }
    for (const tab of ['sessions', 'logins', 'audit']) {
      await page.goto(`/subscribers/${subscriberId}?tab=${tab}`);
      await page.getByText(name).filter({ visible: true }).first().waitFor();
    }
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(await page.locator('img[src="x"], svg[onload]').count()).toBe(0);
    expect(faults).toEqual([]);
  });
}
