import {
  addPasswordProof,
  CallingStationId,
  Code,
  FramedPool,
  MikrotikRateLimit,
  NasIdentifier,
  PacketBuilder,
  RadiusClient,
  type Packet,
  type RadiusEndpoint,
  type Retransmission,
} from '@trunkline/radius';
import { LatencyRecord } from './latency-record.ts';
import { sendSteadily } from './steady-rate.ts';

/** Patient enough for a role that starts anew; what is never answered is told as silence. */
const asRouter: Retransmission = { initialMs: 500, maxWaitMs: 1_000, maxAttempts: 30, maxTotalMs: 30_000 };
const maxOutstanding = 500;
const maxExamples = 5;

/** What a login must be answered with. */
export interface ExpectedLogin {
  readonly username: string;
  readonly password: string;
  readonly answer: 'reject' | { readonly rateLimit: string; readonly pool: string | null };
}

/** Logs subscribers in, one after the other and again, at a steady rate, and checks every answer. */
export class LoginSender {
  readonly #logins: readonly ExpectedLogin[];
  readonly #endpoint: RadiusEndpoint;
  readonly #perSecond: number;
  readonly #client = new RadiusClient({ localAddress: '127.0.0.1' });
  #isStopping = false;
  #outstanding = 0;
  #next = 0;
  #sending: Promise<void> | undefined;
  readonly latency = new LatencyRecord();
  accepted = 0;
  rejected = 0;
  /** Logins whose answer was another than expected; the first of them as text. */
  wrong = 0;
  readonly examples: string[] = [];

  constructor(options: { endpoint: RadiusEndpoint; logins: readonly ExpectedLogin[]; perSecond: number }) {
    this.#endpoint = options.endpoint;
    this.#logins = options.logins;
    this.#perSecond = options.perSecond;
  }

  start(): void {
    this.#sending = sendSteadily(this.#perSecond, {
      isWanted: () => !this.#isStopping || this.#outstanding > 0,
      send: () => {
        if (this.#isStopping || this.#outstanding >= maxOutstanding) return false;
        void this.#logIn(this.#logins[this.#next++ % this.#logins.length]!);
        return true;
      },
    });
  }

  /** Resolves when the last one has its answer. */
  async finish(): Promise<void> {
    this.#isStopping = true;
    await this.#sending;
  }

  async close(): Promise<void> {
    this.#isStopping = true;
    await this.#client.close();
    await this.#sending;
  }

  async #logIn(login: ExpectedLogin): Promise<void> {
    this.#outstanding++;
    const request = new PacketBuilder(Code.AccessRequest);
    const { username: userName, password } = login;
    addPasswordProof(request, { method: 'chap', userName, password });
    request.add(NasIdentifier, 'router-1').add(CallingStationId, `02:00:00:00:00:0${this.#next % 10}`);
    try {
      const result = await this.#client.send(request, this.#endpoint, { retransmission: asRouter });
      if (result.kind === 'reply') this.latency.record(result.rttMs);
      const answer = result.kind === 'reply' ? answerOf(result.packet) : result.kind;
      this.#judge(login, answer);
    } catch (error) {
      this.#judge(login, String(error));
    } finally {
      this.#outstanding--;
    }
  }

  #judge(login: ExpectedLogin, answer: unknown): void {
    if (JSON.stringify(answer) === JSON.stringify(login.answer)) {
      if (answer === 'reject') this.rejected++;
      else this.accepted++;
      return;
    }
    this.wrong++;
    if (this.examples.length < maxExamples) {
      this.examples.push(`${login.username}: ${JSON.stringify(answer)}`);
    }
  }
}

function answerOf(packet: Packet): unknown {
  if (packet.code !== Code.AccessAccept) return 'reject';
  return { rateLimit: packet.get(MikrotikRateLimit) ?? null, pool: packet.get(FramedPool) ?? null };
}
