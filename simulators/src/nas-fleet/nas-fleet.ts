import { SeededRandom, systemClock, type Clock } from '@trunkline/kit';
import { systemTimers, type Timers } from '@trunkline/radius';
import { FaultyPath } from '../network-faults/faulty-path.ts';
import { openFaultySocket } from '../network-faults/faulty-socket.ts';
import type { RouterosDevice } from '../routeros/routeros-device.ts';
import { openCoaListener, type CoaListener } from './coa-listener.ts';
import type { FleetContext } from './fleet-context.ts';
import { completeOptions, type CoaMode, type NasFleetSettings } from './fleet-options.ts';
import { drawWithin, planFleet, type RouterPlan, type SubscriberPlan } from './fleet-plan.ts';
import { newFleetCounters, type FleetStats } from './fleet-stats.ts';
import { InFlightLimit } from './in-flight-limit.ts';
import { accountingOn } from './routeros-attributes.ts';
import type { SessionTruth } from './session-truth.ts';
import { SimulatedRouter } from './simulated-router.ts';
import { SubscriberLine } from './subscriber-line.ts';
import { Timeline } from './timeline.ts';

/** Requests that may wait in line for each subscriber: more would mean an interim behind an interim. */
const MAX_WAITING_PER_SUBSCRIBER = 4;
const SECONDS_PER_HOUR = 3_600;

/** Time and timers, when they are not the system's. */
export interface NasFleetDependencies {
  readonly clock?: Clock;
  readonly timers?: Timers;
}

export interface FleetRouter extends RouterPlan {
  /** Where it takes CoA- and Disconnect-Requests. */
  readonly coaPort: number;
  /** Where its API is, on its address. */
  readonly apiPort: number | undefined;
  /** And over TLS. */
  readonly apiTlsPort: number | undefined;
}

/**
 * Any number of MikroTik-like routers with PPPoE subscribers, all from one seed, against a RADIUS server. It keeps
 * books on every session, so that a test can compare what the server recorded with what was sent.
 */
export interface NasFleet {
  /** What the server must know of the routers before `run`. */
  readonly routers: readonly FleetRouter[];
  /** What the server must know of the subscribers before `run`. */
  readonly subscribers: readonly SubscriberPlan[];
  /**
   * Dials in and lives on for so many milliseconds of real time, or until the signal. Resolves when nothing is
   * begun any more and every request under way is answered or given up; sessions stay open. Once per fleet.
   */
  run(until: number | AbortSignal): Promise<void>;
  /** Ends every open session with a Stop and waits for the answers. */
  logOutAll(): Promise<void>;
  /** The router loses power now: no Stop, no retransmission. It boots after `offSeconds`, while running. */
  powerCut(router: number): Promise<void>;
  /** The router stops its sessions in order, goes down and boots after `offSeconds`, while running. */
  reboot(router: number): Promise<void>;
  setCoaMode(router: number, mode: CoaMode): void;
  /** The API of a router: what it was sent, and what it is to do wrong. Undefined: it has none. */
  device(router: number): RouterosDevice | undefined;
  /** Every session there was, in the order they began. */
  truth(): SessionTruth[];
  stats(): FleetStats;
  /** Ends a run, gives up what is under way, and closes the sockets. */
  close(): Promise<void>;
}

/** Makes the fleet and opens its CoA listeners; nothing is sent before `run`. */
export async function createNasFleet(
  settings: NasFleetSettings,
  { clock = systemClock, timers = systemTimers }: NasFleetDependencies = {},
): Promise<NasFleet> {
  const options = completeOptions(settings);
  const { seed, faults } = options;
  const out = new FaultyPath({
    faults: faults.requests,
    random: new SeededRandom(seed ^ 0x0001_7071),
    timers,
  });
  const back = new FaultyPath({
    faults: faults.answers,
    random: new SeededRandom(seed ^ 0x0002_7071),
    timers,
  });
  const context: FleetContext = {
    options,
    clock,
    timers,
    timeline: new Timeline({ clock, timers, scale: options.timeScale }),
    inFlight: new InFlightLimit({
      maxRunning: options.maxInFlight,
      maxWaiting: options.subscribers * MAX_WAITING_PER_SUBSCRIBER + options.routers,
    }),
    counters: newFleetCounters(),
    openSocket: (socket) => openFaultySocket(socket, { out, back }),
    sessions: [],
  };
  const fleet = new Fleet(context, { out, back });
  await fleet.openListeners();
  return fleet;
}

class Fleet implements NasFleet {
  readonly subscribers: readonly SubscriberPlan[];
  readonly #context: FleetContext;
  readonly #paths: { readonly out: FaultyPath; readonly back: FaultyPath };
  readonly #random: SeededRandom;
  readonly #routers: readonly SimulatedRouter[];
  /** By subscriber, and the same by router. */
  readonly #lines: readonly SubscriberLine[];
  readonly #linesByRouter: readonly SubscriberLine[][];
  readonly #listeners: CoaListener[] = [];
  readonly #closing = new AbortController();

  constructor(context: FleetContext, paths: { out: FaultyPath; back: FaultyPath }) {
    const plan = context.options.identities ?? planFleet(context.options);
    this.subscribers = plan.subscribers;
    this.#context = context;
    this.#paths = paths;
    this.#random = new SeededRandom(context.options.seed ^ 0x0003_7071);
    this.#routers = plan.routers.map((router) => new SimulatedRouter(context, router));
    this.#lines = plan.subscribers.map(
      (subscriber) => new SubscriberLine(context, this.#routers[subscriber.router]!, subscriber),
    );
    this.#linesByRouter = this.#routers.map(() => []);
    for (const { index, router } of plan.subscribers) this.#linesByRouter[router]!.push(this.#lines[index]!);
  }

  get routers(): FleetRouter[] {
    return this.#routers.map(({ plan, device }, index) => ({
      ...plan,
      coaPort: this.#listeners[index]!.port,
      apiPort: device?.port,
      apiTlsPort: device?.tlsPort,
    }));
  }

  async openListeners(): Promise<void> {
    for (const router of this.#routers) {
      const listener = await openCoaListener(this.#context, router, ({ beginning }) => {
        void this.#lines[beginning.subscriber.index]!.hangUp('disconnect-request');
      });
      this.#listeners.push(listener);
      router.state.onRemoved = (session) => {
        const { subscriber } = router.sessions.get(session.sessionId)!.beginning;
        void this.#lines[subscriber.index]!.hangUp('api-remove');
      };
      await router.openApi();
    }
  }

  async run(until: number | AbortSignal): Promise<void> {
    const { faults } = this.#context.options;
    for (const router of this.#routers) void this.#begin(router);
    for (const { plan } of this.#routers) {
      this.#happenAgain(plan.rebootsPerHour ?? faults.rebootsPerHour, () => void this.reboot(plan.index));
      this.#happenAgain(faults.powerCutsPerHour, () => void this.powerCut(plan.index));
    }
    await this.#reached(until);
    this.#context.timeline.stop();
    await this.#context.inFlight.whenIdle();
  }

  async logOutAll(): Promise<void> {
    await Promise.all(this.#lines.map((line) => line.hangUp('user-request')));
  }

  async powerCut(index: number): Promise<void> {
    const router = this.#routers[index]!;
    if (!router.isUp) return;
    this.#context.counters.powerCuts++;
    for (const line of this.#linesByRouter[router.plan.index]!) line.cutOff();
    await this.#goDown(router);
  }

  async reboot(index: number): Promise<void> {
    const router = this.#routers[index]!;
    if (!router.isUp) return;
    this.#context.counters.reboots++;
    const lines = this.#linesByRouter[router.plan.index]!;
    await Promise.all(lines.map((line) => line.hangUp('admin-reboot')));
    // Who dialled in the meantime is cut off by the reboot itself.
    for (const line of lines) line.cutOff();
    if (router.isUp) await this.#goDown(router);
  }

  setCoaMode(router: number, mode: CoaMode): void {
    this.#routers[router]!.coaMode = mode;
  }

  device(router: number): RouterosDevice | undefined {
    return this.#routers[router]!.device;
  }

  truth(): SessionTruth[] {
    return this.#context.sessions.map((session) => session.truth());
  }

  stats(): FleetStats {
    const { counters, inFlight, sessions } = this.#context;
    const sum = (count: (router: SimulatedRouter) => number) =>
      this.#routers.reduce((total, router) => total + count(router), 0);
    return {
      ...structuredClone(counters),
      openSessions: sum((router) => router.sessions.size),
      sessions: sessions.length,
      inFlight: inFlight.running,
      retransmissions: sum((router) => router.retransmissions),
      ignoredAnswers: sum((router) => router.ignoredAnswers),
      requestPath: { ...this.#paths.out.counters },
      answerPath: { ...this.#paths.back.counters },
    };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#context.timeline.stop();
    this.#paths.out.close();
    this.#paths.back.close();
    await Promise.all([...this.#routers, ...this.#listeners].map((part) => part.close()));
  }

  async #begin(router: SimulatedRouter): Promise<void> {
    if (router.plan.announcesStart) await this.#announceBoot(router);
    for (const line of this.#linesByRouter[router.plan.index]!) line.start();
  }

  #reached(until: number | AbortSignal): Promise<void> {
    const { timers } = this.#context;
    const closing = this.#closing.signal;
    return new Promise((resolve) => {
      const end = typeof until === 'number' ? closing : AbortSignal.any([until, closing]);
      const timer = typeof until === 'number' ? timers.start(until, resolve) : undefined;
      const finish = () => {
        timers.stop(timer);
        resolve();
      };
      if (end.aborted) finish();
      else end.addEventListener('abort', finish, { once: true });
    });
  }

  async #goDown(router: SimulatedRouter): Promise<void> {
    const { options, timeline } = this.#context;
    timeline.after(drawWithin(this.#random, options.faults.offSeconds), () => void this.#comeUp(router));
    await router.powerOff();
  }

  async #comeUp(router: SimulatedRouter): Promise<void> {
    await router.powerOn();
    if (this.#random.real() < this.#context.options.faults.accountingOn) void this.#announceBoot(router);
    for (const line of this.#linesByRouter[router.plan.index]!) line.start();
  }

  async #announceBoot(router: SimulatedRouter): Promise<void> {
    const { counters } = this.#context;
    counters.records.accountingOn.sent++;
    const result = await router.account((delaySeconds) => accountingOn(router.plan, delaySeconds));
    if (result?.kind === 'reply') counters.records.accountingOn.acknowledged++;
  }

  /** A Poisson process: the waits between two events are distributed exponentially. */
  #happenAgain(perHour: number, event: () => void): void {
    if (perHour === 0) return;
    const waitSeconds = (-Math.log(1 - this.#random.real()) * SECONDS_PER_HOUR) / perHour;
    this.#context.timeline.after(waitSeconds, () => {
      event();
      this.#happenAgain(perHour, event);
    });
  }
}
