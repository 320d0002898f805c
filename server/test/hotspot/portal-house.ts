import { vi } from 'vitest';
import { Api } from '../support/api.ts';
import { startProduct, type Product } from '../support/product.ts';

export const password = 'orchard lantern';
const rates = { downloadBps: 20_000_000, uploadBps: 5_000_000 };
/** From a change to the first login that knows of it. */
const news = { timeout: 20_000, interval: 100 };

export interface Answered {
  status: number;
  code: string | undefined;
  retryAfter: string | null;
  data: Login & { kept?: boolean };
}

export interface Login {
  decision?: 'accept' | 'reject';
  reason?: string;
  message?: string;
  username?: string;
  token?: string;
  terms?: { downloadBps: number; uploadBps: number; redirectUrl: string | null; interimIntervalS: number };
}

/** The whole product, and a captive portal that asks it over HTTP with the key of its NAS. */
export class PortalHouse {
  readonly product: Product;
  readonly api: Api;
  nasId = '';
  key = '';

  private constructor(product: Product) {
    this.product = product;
    this.api = new Api(product.url);
  }

  static async open(settings: Record<string, unknown>): Promise<PortalHouse> {
    const house = new PortalHouse(await startProduct());
    const { email, password: first } = house.product.owner;
    await house.api.signIn(email, first);
    await house.api.set('/api/settings', settings);
    house.nasId = await house.addNas('lobby', '127.0.0.77');
    house.key = await house.addKey('portal of the lobby', house.nasId);
    await house.knows({ username: 'nobody', password });
    return house;
  }

  async addNas(name: string, prefix: string): Promise<string> {
    const nas = { name, prefix, vendor: 'chillispot', coaPort: 3799, secret: `a-secret-of-${name}` };
    return (await this.api.post<{ id: string }>('/api/nas', nas)).id;
  }

  async addKey(name: string, nasId: string): Promise<string> {
    const key = { name, permissions: ['hotspot.aaa'], nasId };
    return (await this.api.post<{ token: string }>('/api/api-keys', key)).token;
  }

  async addPlan(name: string, terms: object = {}, service = 'hotspot'): Promise<string> {
    const whole = { ...rates, maxSessions: 10, priceMinor: 0, currency: 'USD', ...terms };
    const body = { name, payment: 'prepaid', service, status: 'on_sale', terms: whole };
    return (await this.api.post<{ id: string }>('/api/plans', body)).id;
  }

  async addGuest(username: string, planId: string): Promise<string> {
    return (await this.api.post<{ id: string }>('/api/subscribers', { username, password, planId })).id;
  }

  login(body: object, key = this.key): Promise<Answered> {
    return this.ask('/api/hotspot/auth', body, key);
  }

  report(body: object, key = this.key): Promise<Answered> {
    return this.ask('/api/hotspot/accounting', body, key);
  }

  /** Until the radius role has heard of everybody concerned. */
  async knows(login: object): Promise<void> {
    await vi.waitFor(async () => {
      const { status } = await this.login(login);
      if (status !== 200) throw new Error(`a login is answered ${status}`);
    }, news);
  }

  /** Asked again until it is let in, as somebody whose account has just been made. */
  async isLetIn(login: object): Promise<Login> {
    return vi.waitFor(async () => {
      const { data } = await this.login(login);
      if (data.decision !== 'accept') throw new Error(`refused: ${data.reason}`);
      return data;
    }, news);
  }

  async ask(path: string, body: object, key: string): Promise<Answered> {
    const response = await fetch(this.product.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as { code?: string; data: Answered['data'] };
    return {
      status: response.status,
      code: answer.code,
      retryAfter: response.headers.get('retry-after'),
      data: answer.data,
    };
  }

  close(): Promise<void> {
    return this.product.stop();
  }
}
