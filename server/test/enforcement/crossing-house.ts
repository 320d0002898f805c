import { createNasFleet, type CoaMode, type NasFleet, type SessionTruth } from '@trunkline/simulators';
import { Api } from '../support/api.ts';
import { startProduct, type Product } from '../support/product.ts';

export const full = { downloadBps: 100_000_000, uploadBps: 50_000_000 };
export const slow = { downloadBps: 20_000_000, uploadBps: 10_000_000 };
/** Used up in eight seconds or so: soon, and yet not before a session that was ended is back in a new day. */
const thresholdBytes = 10_000_000;

/** Somebody alone at a router of their own, whose traffic crosses a threshold soon after the login. */
export interface CastLine {
  /** What the router makes of CoA. */
  readonly coa: CoaMode;
  /** Undefined: it has none. */
  readonly api?: 'tls' | 'plain';
  /** Who brings the news: interims every few seconds and nothing else, or the router's API and nothing else. */
  readonly newsBy: 'interim' | 'quota_sync';
  /** `fair_use`: a tier of the day; `quota`: volume of the month, slow once it is used up. */
  readonly counts: 'fair_use' | 'quota';
}

/** Terms of a session and how they got there, as the API of the product tells them. */
export interface SessionTerms {
  sessionId: string;
  state: string;
  rung: string | null;
  desired: Rates | null;
  applied: Rates | null;
  appliedBy: string | null;
  steps: Step[];
}
export interface Rates {
  downloadBps: number;
  uploadBps: number;
}
export interface Step {
  rung: string;
  outcome: string;
  confirmedBy: string | null;
  detail: string | null;
  wanted: Rates | null;
}

export interface Throttle {
  count: number;
  p50S: number | null;
}

interface Placed extends CastLine {
  readonly username: string;
  readonly nasId: string;
  readonly subscriberId: string;
  readonly fleet: NasFleet;
}

/** In simulated time. NAS are not asked for interims more often. */
const interimSeconds = 60;
/**
 * So often interims come within seconds. All traffic runs as much faster than the wall clock, by which the product
 * judges it: the lines ask for so little that even then they stay below the slow speed.
 */
const timeScale = 20;
const password = 'orchard lantern';
const apiUser = { name: 'trunkline', password: 'secret-of-the-api' };

/** The whole product with routers on real sockets, one for each line of the cast. */
export class CrossingHouse {
  readonly api: Api;
  readonly #product: Product;
  readonly #fleets: NasFleet[] = [];
  readonly #placed = new Map<string, Placed>();
  readonly #stop = new AbortController();
  #running: Promise<unknown> = Promise.resolve();

  private constructor(product: Product) {
    this.#product = product;
    this.api = new Api(product.url);
  }

  static async start(cast: Readonly<Record<string, CastLine>>, timeZone: string): Promise<CrossingHouse> {
    const house = new CrossingHouse(await startProduct());
    try {
      await house.#open(cast, timeZone);
      return house;
    } catch (error) {
      await house.close();
      throw error;
    }
  }

  /** What the router lets through at this moment; undefined: nobody is online. */
  rates(username: string): Rates | undefined {
    return this.session(username)?.effectiveRates;
  }

  /** The newest session of this line, as its router has it. */
  session(username: string): SessionTruth | undefined {
    return this.sessions(username).at(-1);
  }

  sessions(username: string): SessionTruth[] {
    return this.#at(username)
      .fleet.truth()
      .filter((session) => session.userName === username);
  }

  /** Of the session that is open. */
  async terms(username: string): Promise<SessionTerms | undefined> {
    const { subscriberId } = this.#at(username);
    const [newest] = await this.api.get<SessionTerms[]>(`/api/subscribers/${subscriberId}/session-terms`);
    return newest;
  }

  async steps(sessionId: string): Promise<string[]> {
    const { steps } = await this.api.get<{ steps: Step[] }>(`/api/sessions/${sessionId}/terms`);
    return shown(steps);
  }

  /** Times from the news to confirmed terms, at this line's router. */
  async throttle(username: string): Promise<Throttle> {
    const { nasId } = this.#at(username);
    return (await this.api.get<{ throttle: Throttle }>(`/api/nas/${nasId}/enforcement`)).throttle;
  }

  subscriber(username: string, path: string): string {
    return `/api/subscribers/${this.#at(username).subscriberId}/${path}`;
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await Promise.all(this.#fleets.map((fleet) => fleet.close()));
    await this.#product.stop();
  }

  #at(username: string): Placed {
    return this.#placed.get(username)!;
  }

  async #open(cast: Readonly<Record<string, CastLine>>, timeZone: string): Promise<void> {
    const { owner } = this.#product;
    await this.api.signIn(owner.email, owner.password);
    await this.api.patch('/api/tenant', { timeZone });
    const plans = { fair_use: await this.#plan('fair_use'), quota: await this.#plan('quota') };
    for (const newsBy of ['interim', 'quota_sync'] as const) {
      const lines = Object.entries(cast).filter(([, line]) => line.newsBy === newsBy);
      const fleet = await this.#fleet(lines, newsBy);
      for (const [index, [username, line]] of lines.entries()) {
        const nasId = await this.#nas(fleet, index, line);
        const subscriber = { username, password, planId: plans[line.counts] };
        const { id } = await this.api.post<{ id: string }>('/api/subscribers', subscriber);
        this.#placed.set(username, { ...line, username, nasId, subscriberId: id, fleet });
      }
    }
    this.#running = Promise.all(this.#fleets.map((fleet) => fleet.run(this.#stop.signal)));
  }

  async #plan(counts: CastLine['counts']): Promise<string> {
    const policy =
      counts === 'fair_use'
        ? { fairUse: [{ period: 'day', thresholdBytes, ...slow }] }
        : { quota: { period: 'monthly', bytes: thresholdBytes, timeS: null, atZero: 'slow', slow } };
    const terms = { ...full, ...policy, maxSessions: 1, priceMinor: 0, currency: 'USD' };
    const plan = { name: counts, payment: 'prepaid', service: 'pppoe', status: 'on_sale', terms };
    return (await this.api.post<{ id: string }>('/api/plans', plan)).id;
  }

  async #fleet(lines: readonly [string, CastLine][], newsBy: CastLine['newsBy']): Promise<NasFleet> {
    const isFast = newsBy === 'interim';
    const network = `127.62.${this.#fleets.length}`;
    const fleet = await createNasFleet({
      seed: 5,
      routers: lines.length,
      subscribers: lines.length,
      server: {
        address: '127.0.0.1',
        authPort: this.#product.authPort,
        acctPort: this.#product.acctPort,
      },
      timeScale: isFast ? timeScale : 1,
      dialInSeconds: 1,
      sessionSeconds: { min: 1e6, max: 1e6 },
      identities: {
        routers: lines.map(([username, { coa, api }], index) => ({
          index,
          name: `router-of-${username}`,
          address: `${network}.${index + 1}`,
          secret: `a-secret-of-${username}`,
          coaMode: coa,
          ...(api && { api: { port: 0, tlsPort: 0, users: [apiUser] } }),
        })),
        subscribers: lines.map(([userName], index) => ({
          index,
          userName,
          password,
          method: 'pap',
          macAddress: `02:00:00:00:62:${String(index + 10)}`,
          router: index,
          downloadBps: isFast ? 400_000 : 20_000_000,
          uploadBps: 100_000,
          // Until the radius role knows them, at a wall clock's second or two.
          retrySeconds: isFast ? { min: 20, max: 40 } : { min: 1, max: 2 },
        })),
      },
    });
    this.#fleets.push(fleet);
    return fleet;
  }

  async #nas(fleet: NasFleet, index: number, { api, newsBy }: CastLine): Promise<string> {
    const { name, address, secret, coaPort, apiPort, apiTlsPort } = fleet.routers[index]!;
    const usesTls = api === 'tls';
    const access = {
      port: usesTls ? apiTlsPort : apiPort,
      usesTls,
      username: apiUser.name,
      password: apiUser.password,
    };
    const { id } = await this.api.post<{ id: string }>('/api/nas', {
      name,
      prefix: address,
      vendor: 'mikrotik',
      secret,
      coaPort,
      api: api ? access : null,
      syncsUsage: newsBy === 'quota_sync',
      interimIntervalS: newsBy === 'interim' ? interimSeconds : 3_600,
    });
    return id;
  }
}

/** The oldest first: `coa confirmed by read_back`. */
export function shown(steps: readonly Step[]): string[] {
  return steps
    .map(({ rung, outcome, confirmedBy }) => `${rung} ${outcome}${confirmedBy ? ` by ${confirmedBy}` : ''}`)
    .toReversed();
}
