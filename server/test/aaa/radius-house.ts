import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { cryptoRandom, systemClock, uuidv7, type Clock } from '@trunkline/kit';
import {
  AcctSessionId,
  AcctStatusType,
  addPasswordProof,
  CallingStationId,
  Class,
  Code,
  NasIdentifier,
  PacketBuilder,
  RadiusClient,
  ReplyMessage,
  SharedSecret,
  UserName,
  type AuthMethod,
  type Packet,
} from '@trunkline/radius';
import { sql } from 'kysely';
import { nasSecretBinding } from '../../src/modules/nas/index.ts';
import { servicePasswordBinding, usernameKey } from '../../src/modules/subscribers/index.ts';
import { createKeys, type Keys } from '../../src/platform/keys/index.ts';
import { createLog } from '../../src/platform/log/index.ts';
import type { Tx } from '../../src/platform/db/index.ts';
import { startRadiusRole } from '../../src/roles/radius/main.ts';
import type { RoleContext, RunningRole } from '../../src/roles/role-runtime.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

/** Loopback answers in milliseconds; what stays away this long is silence. */
const quick = { initialMs: 400, maxWaitMs: 400, maxAttempts: 2, maxTotalMs: 800 };

export const secret = 'a-shared-secret-of-the-test';

export interface SubscriberInput {
  username: string;
  password?: string;
  credential?: 'password' | 'mac';
  status?: string;
  macBinding?: 'none' | 'learn' | 'fixed';
  macs?: string[];
  nasId?: string;
  maxSessions?: number;
  loginWindows?: unknown;
  framedIp?: string;
  /** Milliseconds from now; null: no end; undefined: in an hour. `false`: no subscription at all. */
  expiresInMs?: number | null;
  subscription?: false;
}

export interface LoginInput {
  username: string;
  password?: string;
  method?: Exclude<AuthMethod, 'eap' | 'none'>;
  station?: string;
  /** Undefined: the first address of the house. */
  localAddress?: string;
  build?: (packet: PacketBuilder) => void;
}

/** A running radius role on a database of its own, and the hands to fill it and to play routers. */
export class RadiusHouse {
  readonly database: TestDatabase;
  readonly keys: Keys;
  readonly home: string;
  role: RunningRole | undefined;
  readonly logLines: string[] = [];
  readonly #clients = new Map<string, RadiusClient>();
  #clock: Clock = systemClock;

  private constructor(database: TestDatabase) {
    this.database = database;
    this.keys = createKeys(randomBytes(32));
    this.home = mkdtempSync(join(tmpdir(), 'trunkline-radius-'));
    for (const folder of ['journal', 'snapshot']) mkdirSync(join(this.home, folder), { mode: 0o700 });
  }

  static async build(): Promise<RadiusHouse> {
    return new RadiusHouse(await createTestDatabase());
  }

  /** `databaseUrl`: another than that of the test's database, such as one where nothing answers. */
  async start({ databaseUrl, clock }: { databaseUrl?: string; clock?: Clock } = {}): Promise<void> {
    this.#clock = clock ?? systemClock;
    const context: RoleContext = {
      role: 'radius',
      config: {
        node: 'node-1',
        logLevel: 'debug',
        dataDirectory: this.home,
        journalDirectory: join(this.home, 'journal'),
        snapshotDirectory: join(this.home, 'snapshot'),
        keysDirectory: join(this.home, 'keys'),
        http: { address: '127.0.0.1', port: 0, trustedProxies: [] },
        radius: {
          addresses: ['127.0.0.1'],
          authPort: 0,
          acctPort: 0,
          radsec: { port: 0, names: ['radsec.test', '127.0.0.1'] },
        },
        mayRoutersBeLocal: true,
      },
      databaseUrl: databaseUrl ?? this.database.urls.radius,
      keys: this.keys,
      log: createLog({
        name: 'radius',
        level: 'debug',
        clock: this.#clock,
        write: (line) => this.logLines.push(line),
        asText: false,
      }),
      clock: this.#clock,
      random: cryptoRandom,
      node: 'node-1',
    };
    this.role = await startRadiusRole(context);
  }

  async stop(): Promise<void> {
    await this.role?.stop();
    this.role = undefined;
  }

  async tearDown(): Promise<void> {
    await Promise.all([...this.#clients.values()].map((client) => client.close()));
    await this.stop();
    await this.database.drop();
    rmSync(this.home, { recursive: true, force: true });
  }

  inTenant<T>(tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.as('api').inTenant(tenantId, work);
  }

  async addTenant(code: string): Promise<string> {
    const id = uuidv7();
    await this.database
      .as('api')
      .asOperator((tx) =>
        sql`insert into tenancy.tenant (id, code, name, currency, time_zone) values (${id}, ${code}, ${code}, 'USD', 'UTC')`.execute(
          tx,
        ),
      );
    return id;
  }

  async addNas(
    tenantId: string,
    input: { prefix: string; vendor?: string; messageAuthenticator?: string },
  ): Promise<string> {
    const id = uuidv7();
    const sealed = this.keys.sealer.seal(Buffer.from(secret), nasSecretBinding({ tenantId, id }));
    await this.inTenant(tenantId, (tx) =>
      sql`insert into nas.nas (tenant_id, id, name, prefix, secret_sealed, vendor, message_authenticator, coa_port)
        values (${tenantId}, ${id}, ${input.prefix}, ${input.prefix}, ${sealed}, ${input.vendor ?? 'mikrotik'},
          ${input.messageAuthenticator ?? 'observe'}, 3799)`.execute(tx),
    );
    return id;
  }

  async addPlan(
    tenantId: string,
    terms: Record<string, unknown> = {},
  ): Promise<{ planId: string; versionId: string }> {
    const planId = uuidv7();
    await this.inTenant(tenantId, (tx) =>
      sql`insert into plans.plan (tenant_id, id, name, payment, service, status)
        values (${tenantId}, ${planId}, ${planId}, 'prepaid', 'any', 'on_sale')`.execute(tx),
    );
    return { planId, versionId: await this.addVersion(tenantId, planId, { number: 1, ...terms }) };
  }

  async addVersion(tenantId: string, planId: string, terms: Record<string, unknown>): Promise<string> {
    const id = uuidv7();
    await this.inTenant(tenantId, (tx) =>
      tx
        .insertInto('plans.planVersion')
        .values({
          tenantId,
          id,
          planId,
          number: 1,
          downloadBps: 20_000_000n,
          uploadBps: 10_000_000n,
          maxSessions: 1,
          priceMinor: 0n,
          currency: 'USD',
          ...terms,
        })
        .execute(),
    );
    return id;
  }

  async addSubscriber(
    tenantId: string,
    plan: { planId: string; versionId: string },
    input: SubscriberInput,
  ): Promise<string> {
    const id = uuidv7();
    const { credential = 'password', status = 'active' } = input;
    const binding = servicePasswordBinding({ tenantId, id });
    const sealed =
      credential === 'mac' ? null : this.keys.sealer.seal(Buffer.from(input.password ?? 'pw'), binding);
    await this.inTenant(tenantId, async (tx) => {
      await sql`insert into subscribers.subscriber (tenant_id, id, username, username_key, credential, password_sealed, status,
          mac_binding, macs, nas_id, max_sessions, login_windows, framed_ip, closed_at)
        values (${tenantId}, ${id}, ${input.username}, ${usernameKey(input.username, { stripRealm: false, credential })},
          ${credential}, ${sealed}, ${status}, ${input.macBinding ?? 'none'}, ${input.macs ?? []}::macaddr[], ${input.nasId ?? null},
          ${input.maxSessions ?? null}, ${input.loginWindows ? JSON.stringify(input.loginWindows) : null}::jsonb,
          ${input.framedIp ?? null}, ${status === 'closed' ? new Date(this.#clock.now()) : null})`.execute(
        tx,
      );
      if (input.subscription !== false)
        await this.addSubscription(tx, { tenantId, subscriberId: id, ...plan, ...input });
    });
    return id;
  }

  async addSubscription(
    tx: Tx,
    input: {
      tenantId: string;
      subscriberId: string;
      planId: string;
      versionId: string;
      expiresInMs?: number | null;
    },
  ): Promise<void> {
    const nowMs = this.#clock.now();
    const expiresAt = input.expiresInMs === null ? null : new Date(nowMs + (input.expiresInMs ?? 3_600_000));
    const startsAt = new Date(nowMs - 24 * 3_600_000);
    await sql`insert into subscriptions.subscription (tenant_id, id, subscriber_id, plan_id, plan_version_id, status,
        assigned_at, starts_at, activated_at, expires_at)
      values (${input.tenantId}, ${uuidv7()}, ${input.subscriberId}, ${input.planId}, ${input.versionId}, 'active',
        ${startsAt}, ${startsAt}, ${startsAt}, ${expiresAt})`.execute(tx);
  }

  async change(tenantId: string, subscriberId: string, assignments: Record<string, unknown>): Promise<void> {
    await this.inTenant(tenantId, (tx) =>
      tx
        .updateTable('subscribers.subscriber')
        .set(assignments)
        .where('tenantId', '=', tenantId)
        .where('id', '=', subscriberId)
        .execute(),
    );
  }

  sealPassword(tenantId: string, id: string, password: string): Buffer {
    return this.keys.sealer.seal(Buffer.from(password), servicePasswordBinding({ tenantId, id }));
  }

  port(kind: 'auth' | 'acct'): number {
    const found = this.role!.listens.find((url) => url.startsWith(`radius-${kind}`))!;
    return Number(found.split(':').at(-1));
  }

  client(localAddress = '127.0.0.1'): RadiusClient {
    const known = this.#clients.get(localAddress) ?? new RadiusClient({ localAddress });
    this.#clients.set(localAddress, known);
    return known;
  }

  /** The authentic reply to a login, or undefined for silence. */
  async login(input: LoginInput): Promise<Packet | undefined> {
    const request = new PacketBuilder(Code.AccessRequest);
    const proof = addPasswordProof(request, {
      method: input.method ?? 'pap',
      userName: input.username,
      password: input.password ?? 'pw',
    });
    request.add(NasIdentifier, 'router-1');
    if (input.station) request.add(CallingStationId, input.station);
    input.build?.(request);
    const packet = await this.send(request, 'auth', { localAddress: input.localAddress });
    if (packet?.code === Code.AccessAccept && !proof.isAnsweredBy(packet))
      throw new Error('the server proved nothing');
    return packet;
  }

  /** `accepted`, the Reply-Message of a reject, or `silence`. */
  async outcome(input: LoginInput): Promise<string> {
    const packet = await this.login(input);
    if (!packet) return 'silence';
    return packet.code === Code.AccessAccept ? 'accepted' : packet.get(ReplyMessage)!;
  }

  async report(input: {
    username: string;
    station?: string;
    sessionId: string;
    status: 'Start' | 'Stop' | 'Interim-Update';
    class?: Buffer;
    localAddress?: string;
  }): Promise<Packet | undefined> {
    const request = new PacketBuilder(Code.AccountingRequest)
      .add(AcctStatusType, AcctStatusType.values[input.status])
      .add(AcctSessionId, input.sessionId)
      .add(UserName, input.username);
    if (input.station) request.add(CallingStationId, input.station);
    if (input.class) request.add(Class, input.class);
    return this.send(request, 'acct', { localAddress: input.localAddress });
  }

  async send(
    request: PacketBuilder,
    kind: 'auth' | 'acct',
    options: { localAddress?: string | undefined; secret?: string; isSigned?: boolean } = {},
  ): Promise<Packet | undefined> {
    const endpoint = {
      address: '127.0.0.1',
      port: this.port(kind),
      secret: new SharedSecret(options.secret ?? secret),
    };
    const result = await this.client(options.localAddress).send(request, endpoint, {
      retransmission: quick,
      messageAuthenticator: options.isSigned ?? kind === 'auth',
    });
    return result.kind === 'reply' ? result.packet : undefined;
  }
}

/**
 * Asks until the answer is the expected one, for as long as a change may take to hold; more and more seldom, since
 * ten wrong logins in a row are taken for guesses.
 */
export async function eventually<T>(ask: () => Promise<T>, expected: T): Promise<void> {
  const untilMs = systemClock.monotonic() + 8_000;
  for (let waitMs = 100; ; waitMs = Math.min(2 * waitMs, 2_000)) {
    const answer = await ask();
    if (JSON.stringify(answer) === JSON.stringify(expected)) return;
    if (systemClock.monotonic() > untilMs)
      throw new Error(`still ${JSON.stringify(answer)}, not ${JSON.stringify(expected)}`);
    await delay(waitMs);
  }
}
