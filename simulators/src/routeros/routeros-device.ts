import { SeededRandom, systemClock } from '@trunkline/kit';
import { systemTimers } from '@trunkline/routeros';
import type { Socket } from 'node:net';
import { listenForApi, type ApiListener } from './api-listener.ts';
import { DeviceConnection, type DeviceContext } from './device-connection.ts';
import {
  NO_DEVICE_FAULTS,
  type DeviceFaults,
  type Endpoint,
  type RouterosDeviceOptions,
} from './device-options.ts';
import { DeviceRecord } from './device-record.ts';
import type { RouterSession } from './router-session.ts';
import { RouterState } from './router-state.ts';
import { SteadySession, type SteadySessionPlan } from './steady-session.ts';
import { enterUsers } from './user-rights.ts';

/** Clients of the API at once; RouterOS serves some twenty. */
const MAX_CONNECTIONS = 100;
const TRICKLE_MS = 60_000;

/** A simulated RouterOS router, as its API shows it. */
export interface RouterosDevice {
  readonly port: number;
  readonly tlsPort: number | undefined;
  /** What is configured and who is online: the truth to compare with. */
  readonly state: RouterState;
  /** Exactly what it was sent. */
  readonly record: DeviceRecord;
  /** Connections that are open. */
  readonly connections: number;
  /** Connections there ever were. */
  readonly connected: number;
  /** Lets somebody come online, who uses the line evenly. */
  open(plan: SteadySessionPlan): SteadySession;
  close(session: RouterSession): void;
  setFaults(faults: Partial<DeviceFaults>): void;
  /** Closes every connection; new ones are taken. */
  dropConnections(): void;
  /** The power goes: sessions, counters and what is not saved are gone, and nobody gets through. */
  powerOff(): Promise<void>;
  powerOn(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a router with an API over TCP, and over TLS if it is told so. It knows PPP and hotspot sessions with
 * running counters, simple queues that shape them in their order, address lists, mangle rules, pools, secrets and
 * what else `menu-rules.ts` lists. A `state` of somebody else's is shown instead of one of its own.
 */
export async function startRouterosDevice(
  options: RouterosDeviceOptions,
  given?: RouterState,
): Promise<RouterosDevice> {
  const state =
    given ?? new RouterState({ identity: options.identity ?? 'sim-router', coaPort: 1700, takesCoa: true });
  const device = new Device(options, state);
  await device.powerOn();
  return device;
}

class Device implements RouterosDevice {
  readonly state: RouterState;
  readonly record: DeviceRecord;
  readonly #options: RouterosDeviceOptions;
  readonly #context: Omit<DeviceContext, 'onSentence'>;
  readonly #connections = new Set<DeviceConnection>();
  #listeners: { plain: ApiListener; tls: ApiListener | undefined } | undefined;
  #ports: { plain: number; tls: number | undefined } | undefined;
  #faults: DeviceFaults;
  #connected = 0;
  #bootedAtMs: number;

  constructor(options: RouterosDeviceOptions, state: RouterState) {
    const { clock = systemClock, timers = systemTimers, version } = options;
    this.#options = options;
    this.state = state;
    this.record = new DeviceRecord(options.keepsRecord ?? true);
    this.#faults = { ...NO_DEVICE_FAULTS, ...options.faults };
    this.#bootedAtMs = clock.monotonic();
    enterUsers(state, options.users);
    this.#context = {
      state,
      version,
      users: options.users,
      random: new SeededRandom(options.seed),
      timers,
      trickleMs: options.trickleMs ?? TRICKLE_MS,
      faults: () => this.#faults,
      moment: () => ({
        version,
        nowMs: clock.now(),
        uptimeSeconds: (clock.monotonic() - this.#bootedAtMs) / 1_000,
        clockErrorMs: this.#faults.clockErrorMs,
      }),
      die: () => void this.powerOff(),
    };
  }

  get port(): number {
    return this.#ports?.plain ?? 0;
  }

  get tlsPort(): number | undefined {
    return this.#ports?.tls;
  }

  get connections(): number {
    return this.#connections.size;
  }

  get connected(): number {
    return this.#connected;
  }

  open(plan: SteadySessionPlan): SteadySession {
    const session = new SteadySession(plan, { clock: this.#options.clock ?? systemClock, state: this.state });
    this.state.open(session);
    return session;
  }

  close(session: RouterSession): void {
    this.state.close(session);
  }

  setFaults(faults: Partial<DeviceFaults>): void {
    this.#faults = { ...this.#faults, ...faults };
  }

  dropConnections(): void {
    for (const connection of this.#connections) connection.close();
  }

  async powerOff(): Promise<void> {
    this.state.forgetDynamic();
    await this.stop();
  }

  async powerOn(): Promise<void> {
    if (this.#listeners) return;
    const { listen, tls, clock = systemClock } = this.#options;
    const take = (socket: Socket): void => this.#take(socket);
    const plain = await listenForApi(again(listen, this.#ports?.plain), 'plain', take);
    const secure = tls && (await listenForApi(again(tls.listen, this.#ports?.tls), tls.certificate, take));
    this.#bootedAtMs = clock.monotonic();
    this.#listeners = { plain, tls: secure };
    this.#ports = { plain: plain.port, tls: secure?.port };
  }

  async stop(): Promise<void> {
    const listeners = this.#listeners;
    this.#listeners = undefined;
    this.dropConnections();
    await Promise.all([listeners?.plain.close(), listeners?.tls?.close()]);
  }

  #take(socket: Socket): void {
    if (this.#faults.refusesConnections || this.#connections.size >= MAX_CONNECTIONS) {
      socket.destroy();
      return;
    }
    const number = ++this.#connected;
    const connection = new DeviceConnection(socket, {
      ...this.#context,
      onSentence: (words) => this.record.add(number, words),
    });
    this.#connections.add(connection);
    socket.once('close', () => this.#connections.delete(connection));
  }
}

/** After a boot a router is where it was before. */
function again(endpoint: Endpoint, port: number | undefined): Endpoint {
  return port === undefined ? endpoint : { ...endpoint, port };
}
