import { ManualClock } from '@trunkline/kit';
import { expect } from 'vitest';
import { createTestApi, type TestApi } from '../support/test-api.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { createTestTenant, testDeps, type TestTenant } from '../support/test-tenant.ts';
import { createNas } from '../../src/modules/nas/create-nas.ts';
import { findNas } from '../../src/modules/nas/index.ts';
import { routes } from '../../src/modules/tunnels/routes.ts';

/** The routes of tunnels, and one tenant after the other. */
export class TunnelHouse {
  readonly clock: ManualClock;
  readonly database: TestDatabase;
  readonly api: TestApi;
  readonly #deps: ReturnType<typeof testDeps>;
  #tenant: TestTenant | undefined;
  /** Of tenants and NAS, so that no address is given twice. */
  made = 0;

  private constructor(
    database: TestDatabase,
    made: Pick<TunnelHouse, 'clock' | 'api'> & { deps: ReturnType<typeof testDeps> },
  ) {
    this.database = database;
    this.clock = made.clock;
    this.api = made.api;
    this.#deps = made.deps;
  }

  static async open(): Promise<TunnelHouse> {
    const database = await createTestDatabase();
    const clock = new ManualClock(Date.parse('2027-03-10T09:00:00Z'));
    const deps = testDeps(database, { clock, seed: 5 });
    return new TunnelHouse(database, { clock, api: await createTestApi(routes(deps)), deps });
  }

  async close(): Promise<void> {
    await this.api.close();
    await this.database.drop();
  }

  get tenant(): TestTenant {
    return this.#tenant!;
  }

  async newTenant(): Promise<void> {
    this.#tenant = await createTestTenant(this.database, { code: `tunnels-${++this.made}` });
  }

  call(request: string, more: { body?: unknown; revision?: number } = {}) {
    return this.api.call(request, { tenantId: this.tenant.tenantId, ...more });
  }

  async gateway(fields: Record<string, unknown> = {}) {
    const body = {
      name: 'Core',
      kind: 'wireguard',
      publicHost: 'vpn.example.net',
      subnet: `10.${this.made}.0.0/24`,
      ...fields,
    };
    const answer = await this.call('POST /api/tunnel-gateways', { body });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body.data;
  }

  /** A NAS that stands behind somebody's NAT until it has a tunnel. */
  async nas(fields: Partial<Parameters<typeof createNas>[2]> = {}): Promise<string> {
    const number = ++this.made;
    const created = await createNas(this.#deps, this.tenant.actor, {
      name: `Tower ${number}`,
      description: null,
      prefix: `198.18.${number >> 8}.${number & 255}`,
      vendor: 'mikrotik',
      secret: undefined,
      messageAuthenticator: 'observe',
      coaPort: undefined,
      interimIntervalS: null,
      swapsOctets: false,
      wrapsWithoutGigawords: false,
      isEnabled: true,
      ...fields,
    });
    return created.nas.id;
  }

  nasOf(id: string) {
    const { tenantId } = this.tenant;
    return this.database.as('api').inTenant(tenantId, (tx) => findNas(tx, { tenantId, id }));
  }
}

export function contentsOf(data: { files: { path: string; contents: string }[] }, name: string): string {
  return data.files.find(({ path }) => path.endsWith(`/${name}`))!.contents;
}
