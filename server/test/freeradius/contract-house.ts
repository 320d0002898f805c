import { cryptoRandom, SeededRandom, systemClock, type Clock, type Random } from '@trunkline/kit';
import {
  addPasswordProof,
  CallingStationId,
  Code,
  NasIdentifier,
  PacketBuilder,
  SharedSecret,
  type AuthMethod,
  type Packet,
} from '@trunkline/radius';
import { sql, type RawBuilder } from 'kysely';
import { FreeradiusSync } from '../../src/modules/freeradius/index.ts';
import { turnOff, turnOn } from '../../src/modules/freeradius/switch/switch-bridge.ts';
import type { Database } from '../../src/platform/db/index.ts';
import { localActor } from '../../src/platform/http/index.ts';
import { RadiusHouse, secret, type SubscriberInput } from '../aaa/radius-house.ts';
import { differencesOf, readAnswer, type Answer } from './compare-answers.ts';
import { TenantFreeRadius } from './tenant-free-radius.ts';

/** FreeRADIUS keeps a reject to itself for a second. */
const patient = { initialMs: 4_000, maxWaitMs: 4_000, maxAttempts: 2, maxTotalMs: 8_000 };

/** Routers of a tenant, by vendor. */
export const routers = ['mikrotik', 'cisco', 'chillispot', 'generic'] as const;
export type Router = (typeof routers)[number];

export interface SituationLogin {
  readonly username?: string;
  readonly password?: string;
  readonly method?: Exclude<AuthMethod, 'eap' | 'none'>;
  readonly station?: string;
  readonly router?: Router;
  readonly build?: (packet: PacketBuilder) => void;
}

export interface Prepared {
  readonly tenantId: string;
  readonly subscriberId: string;
  readonly nasIds: ReadonlyMap<Router, string>;
}

/** Somebody of whom both servers are asked. */
export interface Situation {
  /** Their user name as well. */
  readonly name: string;
  /** `garden`: of the tenant that has a walled garden, grace and realms. */
  readonly of?: 'plain' | 'garden';
  /** Columns of the plan's version. */
  readonly plan?: Record<string, unknown>;
  readonly subscriber?: Partial<SubscriberInput>;
  /** Columns of the subscriber's row. */
  readonly columns?: (of: Prepared) => Record<string, unknown>;
  /** What staff do besides. */
  readonly staff?: (of: Prepared) => RawBuilder<unknown>[];
  /** What the fold and the worker have written. */
  readonly counted?: (of: Prepared) => RawBuilder<unknown>[];
  readonly login?: SituationLogin;
  readonly expects: Answer['decision'];
  /** Attributes that our answer must have, for both could be wrong together. */
  readonly says?: Readonly<Record<string, string>>;
  /** What FreeRADIUS answers otherwise, word for word, and why in `docs/freeradius.md`. */
  readonly differs?: readonly string[];
}

interface Tenant {
  readonly id: string;
  readonly network: number;
  readonly nasIds: ReadonlyMap<Router, string>;
  server?: TenantFreeRadius;
}

/** Two tenants with a FreeRADIUS each, on the database of our own server, which answers the same routers. */
export class ContractHouse {
  readonly house: RadiusHouse;
  readonly #tenants: Record<'plain' | 'garden', Tenant>;

  private constructor(house: RadiusHouse, tenants: ContractHouse['tenants']) {
    this.house = house;
    this.#tenants = tenants;
  }

  get tenants(): Record<'plain' | 'garden', Tenant> {
    return this.#tenants;
  }

  static async build(): Promise<ContractHouse> {
    const house = await RadiusHouse.build();
    const plain = await addTenant(house, 'plain', 81);
    const garden = await addTenant(house, 'garden', 82);
    return new ContractHouse(house, { plain, garden });
  }

  /** Puts everybody in, lets the bridge write its tables, and starts the servers. */
  async open(situations: readonly Situation[]): Promise<void> {
    for (const situation of situations) await this.#add(situation);
    const { database } = this.house;
    const logins = new Map<Tenant, { databaseRole: string; password: string }>();
    for (const tenant of Object.values(this.#tenants))
      logins.set(tenant, await turnOn(this.#switching(), localActor('cli', tenant.id)));
    await this.sync();
    await this.house.start();
    for (const [tenant, { databaseRole, password }] of logins) {
      tenant.server = await TenantFreeRadius.start({
        databaseUrl: database.urls.api,
        login: databaseRole,
        password,
        nas: { address: addressOf(tenant, 'mikrotik'), secret },
      });
    }
  }

  /** As the worker does several times a second. */
  async sync(): Promise<void> {
    const faults: unknown[] = [];
    const deps = {
      database: this.house.database.as('worker'),
      sealer: this.house.keys.sealer,
      clock: systemClock,
      random: new SeededRandom(1),
      onFault: (error: unknown) => faults.push(error),
      onLookFault: (error: unknown) => faults.push(error),
    };
    await new FreeradiusSync(deps).look();
    if (faults.length > 0) throw faults[0];
  }

  /** What both answer to the same login, and in what they differ. */
  async ask(situation: Situation): Promise<{ ours: Answer; theirs: Answer; differences: string[] }> {
    const tenant = this.#tenants[situation.of ?? 'plain'];
    const { router = 'mikrotik' } = situation.login ?? {};
    const request = requestOf(situation);
    const from = addressOf(tenant, router);
    const theirs = readAnswer(await this.#send(request, { from, port: tenant.server!.authPort }));
    const ours = readAnswer(await this.#send(request, { from, port: this.house.port('auth') }));
    return { ours, theirs, differences: differencesOf(ours, theirs) };
  }

  log(of: 'plain' | 'garden' = 'plain'): string {
    return this.#tenants[of].server?.log() ?? '';
  }

  async close(): Promise<void> {
    for (const tenant of Object.values(this.#tenants)) {
      if (!tenant.server) continue;
      await tenant.server.stop();
      await turnOff(this.#switching(), localActor('cli', tenant.id));
    }
    await this.house.tearDown();
  }

  #switching(): { database: Database; clock: Clock; random: Random } {
    return { database: this.house.database.as('api'), clock: systemClock, random: cryptoRandom };
  }

  async #add(situation: Situation): Promise<void> {
    const tenant = this.#tenants[situation.of ?? 'plain'];
    const { name, plan = {}, subscriber = {}, columns, staff, counted } = situation;
    const sold = await this.house.addPlan(tenant.id, plan);
    const subscriberId = await this.house.addSubscriber(tenant.id, sold, { username: name, ...subscriber });
    const prepared = { tenantId: tenant.id, subscriberId, nasIds: tenant.nasIds };
    if (columns) await this.house.change(tenant.id, subscriberId, columns(prepared));
    for (const statement of staff?.(prepared) ?? [])
      await this.house.inTenant(tenant.id, (tx) => statement.execute(tx));
    for (const statement of counted?.(prepared) ?? [])
      await this.house.database.as('worker').acrossTenants((tx) => statement.execute(tx));
  }

  async #send(
    request: PacketBuilder,
    { from, port }: { from: string; port: number },
  ): Promise<Packet | undefined> {
    const endpoint = { address: '127.0.0.1', port, secret: new SharedSecret(secret) };
    const options = { retransmission: patient, messageAuthenticator: true };
    const result = await this.house.client(from).send(request, endpoint, options);
    return result.kind === 'reply' ? result.packet : undefined;
  }
}

async function addTenant(house: RadiusHouse, code: string, network: number): Promise<Tenant> {
  const id = await house.addTenant(code);
  const nasIds = new Map<Router, string>();
  const tenant = { id, network, nasIds };
  for (const vendor of routers) {
    nasIds.set(vendor, await house.addNas(id, { prefix: `${addressOf(tenant, vendor)}/32`, vendor }));
  }
  await house.inTenant(id, (tx) =>
    sql`update nas.nas set name = 'router of ' || vendor,
      interim_interval_s = case vendor when 'generic' then 900 end`.execute(tx),
  );
  return tenant;
}

function addressOf({ network }: Pick<Tenant, 'network'>, router: Router): string {
  return `127.${network}.0.${routers.indexOf(router) + 1}`;
}

function requestOf({ name, login = {} }: Situation): PacketBuilder {
  const { username = name, password = 'pw', method = 'pap', station, build } = login;
  const request = new PacketBuilder(Code.AccessRequest);
  addPasswordProof(request, { method, userName: username, password });
  request.add(NasIdentifier, 'router-1');
  if (station !== undefined) request.add(CallingStationId, station);
  build?.(request);
  return request;
}
