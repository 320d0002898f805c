import { SeededRandom } from '@trunkline/kit';
import {
  RadiusClient,
  SharedSecret,
  type ExchangeResult,
  type PacketBuilder,
  type RadiusEndpoint,
} from '@trunkline/radius';
import { startRouterosDevice, type RouterosDevice } from '../routeros/routeros-device.ts';
import { RouterState } from '../routeros/router-state.ts';
import { makeSelfSignedCertificate } from '../routeros/self-signed-certificate.ts';
import type { FleetContext } from './fleet-context.ts';
import type { CoaMode } from './fleet-options.ts';
import type { RouterApiPlan, RouterPlan } from './fleet-plan.ts';
import type { SimulatedSession } from './simulated-session.ts';

/** `81` is RouterOS's prefix for PPP, followed by a digit for the boot and five for the session. */
const PPP_PREFIX = '81';
const BOOT_DIGITS = 16;
const SESSIONS_PER_BOOT = 0x10_0000;
const VERSION = '7.18.2';

/** A router: an address, a secret, a boot count, session ids and open sessions, and the API that shows them. */
export class SimulatedRouter {
  readonly plan: RouterPlan;
  readonly secret: SharedSecret;
  /** Open sessions by Acct-Session-Id. */
  readonly sessions = new Map<string, SimulatedSession>();
  /** Its queues, lists and what else is configured; the API shows and changes the same. */
  readonly state: RouterState;
  coaMode: CoaMode;
  #device: RouterosDevice | undefined;
  readonly #context: FleetContext;
  readonly #random: SeededRandom;
  readonly #authentication: RadiusEndpoint;
  readonly #accounting: RadiusEndpoint;
  #client: RadiusClient;
  #boot: number;
  #isUp = true;
  #nextSession = 0;
  #pastRetransmissions = 0;
  #pastIgnored = 0;

  constructor(context: FleetContext, plan: RouterPlan) {
    const { server, coaMode, firstBoot, seed } = context.options;
    this.plan = plan;
    this.secret = new SharedSecret(plan.secret);
    this.coaMode = plan.coaMode ?? coaMode;
    this.state = new RouterState({
      identity: plan.name,
      coaPort: context.options.coaPort,
      takesCoa: this.coaMode !== 'silent',
    });
    this.#boot = firstBoot;
    this.#context = context;
    this.#random = new SeededRandom(seed ^ Math.imul(plan.index + 1, 0x9e37_79b1));
    this.#authentication = { address: server.address, port: server.authPort, secret: this.secret };
    this.#accounting = { address: server.address, port: server.acctPort, secret: this.secret };
    this.#client = this.#openClient();
  }

  /** The API, where the router has one. */
  get device(): RouterosDevice | undefined {
    return this.#device;
  }

  get boot(): number {
    return this.#boot;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  get retransmissions(): number {
    return this.#pastRetransmissions + this.#client.stats().retransmissions;
  }

  get ignoredAnswers(): number {
    return this.#pastIgnored + ignoredBy(this.#client);
  }

  async openApi(): Promise<void> {
    const api: RouterApiPlan | undefined = this.plan.api ?? this.#context.options.api;
    if (!api) return;
    const { clock, timers, options } = this.#context;
    const { users, version = VERSION, faults = {}, keepsRecord = false, port, tlsPort } = api;
    const { address, name } = this.plan;
    const tls = tlsPort !== undefined && {
      tls: { listen: { address, port: tlsPort }, certificate: makeSelfSignedCertificate(name) },
    };
    const device = { seed: options.seed, listen: { address, port }, ...tls, users, version, faults };
    this.#device = await startRouterosDevice({ ...device, keepsRecord, clock, timers }, this.state);
  }

  open(session: SimulatedSession): void {
    this.sessions.set(session.sessionId, session);
    this.state.open(session);
  }

  forget(session: SimulatedSession): void {
    this.sessions.delete(session.sessionId);
    this.state.close(session);
  }

  /** The next id of this boot; after some million they come again, as on the device. */
  newSessionId(): string {
    const { repeatsSessionIds } = this.#context.options.faults;
    const bootDigit = repeatsSessionIds ? 0 : (this.#boot - 1) % BOOT_DIGITS;
    const number = this.#nextSession++ % SESSIONS_PER_BOOT;
    return `${PPP_PREFIX}${bootDigit.toString(16)}${number.toString(16).padStart(5, '0')}`;
  }

  /** Sends an Access-Request; retransmissions repeat its bytes. Undefined when it was not begun at all. */
  ask(request: PacketBuilder): Promise<ExchangeResult | undefined> {
    const { retransmission } = this.#context.options;
    const messageAuthenticator = this.plan.messageAuthenticator ?? this.#context.options.messageAuthenticator;
    const client = this.#client;
    return this.#whenFree(() =>
      client.send(request, this.#authentication, { retransmission, messageAuthenticator }),
    );
  }

  /** Sends an Accounting-Request; a retransmission has a new identifier and a higher Acct-Delay-Time. */
  account(build: (delaySeconds: number) => PacketBuilder): Promise<ExchangeResult | undefined> {
    const { retransmission } = this.#context.options;
    const client = this.#client;
    return this.#whenFree(() => client.sendDelayed(build, this.#accounting, { retransmission }));
  }

  /** Whatever is under way stops where it is: no retransmission, no answer taken. */
  async powerOff(): Promise<void> {
    this.#isUp = false;
    this.sessions.clear();
    this.state.forgetDynamic();
    await Promise.all([this.#closeClient(), this.#device?.stop()]);
  }

  /** Boots: session ids start over. */
  async powerOn(): Promise<void> {
    await this.#device?.powerOn();
    this.#boot++;
    this.#nextSession = 0;
    this.#client = this.#openClient();
    this.#isUp = true;
  }

  async close(): Promise<void> {
    await Promise.all([this.#client.close(), this.#device?.stop()]);
  }

  async #whenFree(task: () => Promise<ExchangeResult>): Promise<ExchangeResult | undefined> {
    const result = await this.#context.inFlight.run(task);
    if (!result) this.#context.counters.notBegun++;
    return result;
  }

  #openClient(): RadiusClient {
    return new RadiusClient({
      localAddress: this.plan.address,
      random: this.#random,
      clock: this.#context.clock,
      timers: this.#context.timers,
      openSocket: this.#context.openSocket,
    });
  }

  async #closeClient(): Promise<void> {
    await this.#client.close();
    this.#pastRetransmissions += this.#client.stats().retransmissions;
    this.#pastIgnored += ignoredBy(this.#client);
  }
}

function ignoredBy(client: RadiusClient): number {
  return Object.values(client.stats().ignored).reduce((sum, count) => sum + count, 0);
}
