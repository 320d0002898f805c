import type { RadiusClient, RadiusEndpoint } from '@trunkline/radius';
import { LatencyRecord, type Latency } from './latency-record.ts';
import { loginOnce, stationOf } from './login-once.ts';
import { sendSteadily } from './steady-rate.ts';

const maxOutstanding = 250;

/** Subscribers of one tenant log in again and again; every answer is kept by what it was. */
export class SteadyLogins {
  readonly #options: { client: RadiusClient; endpoint: RadiusEndpoint; usernames: readonly string[] };
  readonly #latency = new LatencyRecord();
  readonly outcomes = new Map<string, number>();
  #outstanding = 0;
  #sent = 0;

  constructor(options: { client: RadiusClient; endpoint: RadiusEndpoint; usernames: readonly string[] }) {
    this.#options = options;
  }

  /** Goes on while the work does, and answers the latencies of that time. */
  async during(perSecond: number, work: Promise<unknown>): Promise<Latency> {
    let isWorking = true;
    const worked = work.finally(() => (isWorking = false));
    await sendSteadily(perSecond, {
      isWanted: () => isWorking || this.#outstanding > 0,
      send: () => {
        if (!isWorking || this.#outstanding >= maxOutstanding) return false;
        void this.#logIn(this.#sent++ % this.#options.usernames.length);
        return true;
      },
    });
    await worked;
    return this.#latency.take();
  }

  async #logIn(place: number): Promise<void> {
    this.#outstanding++;
    const { client, endpoint, usernames } = this.#options;
    const username = usernames[place]!;
    const answer = await loginOnce({
      client,
      endpoint,
      username,
      password: username,
      station: stationOf(place),
    });
    this.#latency.record(answer.rttMs);
    this.outcomes.set(answer.outcome, (this.outcomes.get(answer.outcome) ?? 0) + 1);
    this.#outstanding--;
  }
}
