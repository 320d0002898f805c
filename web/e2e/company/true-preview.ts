import {
  addPasswordProof,
  Class,
  Code,
  findAttributeByNumber,
  formatValue,
  MessageAuthenticator,
  NasIdentifier,
  PacketBuilder,
  RadiusClient,
  SharedSecret,
  type Packet,
} from '@trunkline/radius';
import { expect, test } from 'vitest';
import type { Company } from '../support/company.ts';

const address = '127.61.0.4';
const terms = {
  downloadBps: 80e6,
  uploadBps: 20e6,
  burst: {
    downloadBps: 120e6,
    uploadBps: 30e6,
    thresholdDownloadBps: 60e6,
    thresholdUploadBps: 15e6,
    timeS: 16,
  },
  sessionTimeoutS: 86_400,
  idleTimeoutS: 900,
  interimIntervalS: 300,
  pool: 'home',
  addressList: 'fast',
  customAttributes: [{ name: 'Filter-Id', value: 'slow "lane"' }],
  maxSessions: 2,
  priceMinor: 3_500,
  currency: 'USD',
};

/** Differs from login to login, and the page says so. */
const madeAnew: ReadonlySet<string> = new Set([MessageAuthenticator.name, Class.name]);

/** What the page of a plan promises is what a router hears, attribute for attribute. */
export function truePreview(company: () => Company): void {
  test('is the reply that a router gets', async () => {
    const { product, addRouter, addSubscriber, opened } = company();
    const { secret } = await addRouter('cedar-preview', address);
    const plan = { name: 'Home 80 burst', payment: 'prepaid', service: 'pppoe', status: 'on_sale', terms };
    const { id: planId } = await product.api.post<{ id: string }>('/api/plans', plan);
    await addSubscriber({ username: 'preview', planId });

    await opened.page.goto(`/plans/${planId}`);
    const shown = opened.page.getByRole('figure', { name: 'What the NAS gets' });
    await shown.locator('dt').first().waitFor();
    const names = await shown.locator('dt').allInnerTexts();
    const values = await shown.locator('dd').allInnerTexts();

    const reply = await login({ port: product.authPort, secret });
    expect(reply.code).toBe(Code.AccessAccept);
    const heard = attributesOf(reply);
    expect(names).toEqual(heard.map(({ name }) => name));
    for (const [index, { name, value }] of heard.entries()) {
      if (!madeAnew.has(name)) expect(values[index], name).toBe(value);
    }
  });
}

async function login({ port, secret }: { port: number; secret: string }): Promise<Packet> {
  const client = new RadiusClient({ localAddress: address });
  try {
    const request = new PacketBuilder(Code.AccessRequest);
    addPasswordProof(request, { method: 'pap', userName: 'preview', password: 'orchard lantern' });
    request.add(NasIdentifier, 'preview');
    const server = { address: '127.0.0.1', port, secret: new SharedSecret(secret) };
    const result = await client.send(request, server);
    if (result.kind !== 'reply') throw new Error(`the login got ${result.kind}`);
    return result.packet;
  } finally {
    await client.close();
  }
}

function attributesOf(packet: Packet): { name: string; value: string }[] {
  return Array.from(packet.attributes(), ({ vendor, number, value }) => {
    const definition = findAttributeByNumber(vendor, number)!;
    return {
      name: definition.name,
      value: formatValue(definition, definition.codec.decode(value, 0, value.length)),
    };
  });
}
