import {
  AcctSessionId,
  Code,
  ErrorCause,
  MikrotikRateLimit,
  PacketBuilder,
  RadiusServer,
  SharedSecret,
  type Packet,
  type RadiusReply,
} from '@trunkline/radius';
import { startRouterosDevice, type RouterosDevice, type SteadySession } from '@trunkline/simulators';
import { nasSecret } from '../accounting/accounting-world.ts';

/** What the router makes of CoA- and Disconnect-Requests. */
export type CoaMode = 'obey' | 'nak' | 'unknown' | 'ignore' | 'silent' | 'slow';

const slowMs = 100;

interface PlayedSession {
  userName: string;
  sessionId: string;
  address: string;
  rateLimit: string;
}

/** A RouterOS router with one truth: sessions and queues that CoA and API both see and change. */
export class PlayedRouter {
  readonly address: string;
  readonly device: RouterosDevice;
  coaMode: CoaMode = 'obey';
  readonly requests: Packet[] = [];
  coaPort = 0;
  readonly #sessions = new Map<string, SteadySession>();
  readonly #plans = new Map<string, PlayedSession>();
  readonly #listener: RadiusServer;

  static readonly login = { name: 'trunkline', password: 'secret of the api' };

  private constructor(address: string, device: RouterosDevice) {
    this.address = address;
    this.device = device;
    const client = {
      secret: new SharedSecret(nasSecret),
      messageAuthenticator: 'observe',
      data: undefined,
    } as const;
    this.#listener = new RadiusServer({
      role: 'dynamic-authorization',
      findClient: () => client,
      handle: ({ packet }) => this.#answer(packet),
    });
  }

  static async start(
    address: string,
    { coaPort = 0, keepsRecord = true }: { coaPort?: number; keepsRecord?: boolean } = {},
  ): Promise<PlayedRouter> {
    const device = await startRouterosDevice({
      seed: 1,
      listen: { address, port: 0 },
      users: [PlayedRouter.login],
      version: '7.15.3',
      keepsRecord,
    });
    const router = new PlayedRouter(address, device);
    router.coaPort = await router.#listener.listen({ address, port: coaPort });
    return router;
  }

  open(plan: PlayedSession): SteadySession {
    this.#plans.set(plan.sessionId, plan);
    const demand = { downloadBps: 500_000_000, uploadBps: 500_000_000 };
    const session = this.device.open({ ...plan, callerId: 'AA:BB:CC:DD:EE:FF', demand });
    this.#sessions.set(plan.sessionId, session);
    return session;
  }

  session(sessionId: string): SteadySession | undefined {
    return this.#sessions.get(sessionId);
  }

  effective(sessionId: string): unknown {
    const session = this.#sessions.get(sessionId);
    return session && this.device.state.effectiveRates(session);
  }

  /** After a boot the session goes on under its id, with what its login granted. */
  comeBack(sessionId: string): void {
    const plan = this.#plans.get(sessionId);
    const isThere = [...this.device.state.sessions].some(({ session }) => session.sessionId === sessionId);
    if (plan && !isThere) this.open(plan);
  }

  /** What limits each session now. */
  rates(): unknown[] {
    return [...this.#sessions.values()].map((session) => this.device.state.effectiveRates(session));
  }

  async close(): Promise<void> {
    await this.#listener.close({ timeoutMs: 0 });
    await this.device.stop();
  }

  #answer(packet: Packet): RadiusReply | Promise<RadiusReply> {
    this.requests.push(packet);
    const isCoa = packet.code === Code.CoaRequest;
    const ack = new PacketBuilder(isCoa ? Code.CoaAck : Code.DisconnectAck);
    const nak = (cause: keyof typeof ErrorCause.values) =>
      new PacketBuilder(isCoa ? Code.CoaNak : Code.DisconnectNak).add(ErrorCause, ErrorCause.values[cause]);
    switch (this.coaMode) {
      case 'silent':
        return undefined;
      case 'ignore':
        return ack;
      case 'nak':
        return nak('Administratively-Prohibited');
      case 'unknown':
        return nak('Session-Context-Not-Found');
      case 'slow':
        return new Promise((resolve) => {
          setTimeout(() => resolve(this.#obey(packet) ? ack : nak('Session-Context-Not-Found')), slowMs);
        });
      case 'obey':
      default:
        return this.#obey(packet) ? ack : nak('Session-Context-Not-Found');
    }
  }

  #obey(packet: Packet): boolean {
    const session = this.#sessions.get(packet.get(AcctSessionId) ?? '');
    if (!session) return false;
    if (packet.code === Code.DisconnectRequest) {
      this.device.close(session);
      this.#sessions.delete(session.sessionId);
      return true;
    }
    const rateLimit = packet.get(MikrotikRateLimit);
    if (rateLimit !== undefined) {
      this.device.state.changeRateLimit(session, () => {
        session.rateLimit = rateLimit;
      });
    }
    return true;
  }
}
