import { RFC_5080_RETRANSMISSION, type Retransmission } from '@trunkline/radius';
import { NO_FAULTS, type PathFaults } from '../network-faults/faulty-path.ts';
import type { FleetPlan, LoginMethod, RouterApiPlan } from './fleet-plan.ts';

/** Inclusive bounds of a uniform draw. */
export interface Span {
  readonly min: number;
  readonly max: number;
}

/** What goes wrong by itself. Probabilities from 0 to 1; rates are per router and simulated hour. */
export interface FleetFaults {
  /** On the way from the routers to the server. */
  readonly requests: PathFaults;
  /** On the way back: a dropped answer makes the router ask again. */
  readonly answers: PathFaults;
  /** A session ends and its Stop is never sent. */
  readonly lostStop: number;
  readonly rebootsPerHour: number;
  readonly powerCutsPerHour: number;
  /** Simulated seconds from a reboot or power cut until the router is back. */
  readonly offSeconds: Span;
  /** A router that is back sends Accounting-On; else nothing tells of its boot. */
  readonly accountingOn: number;
  /** Session ids start over with the same ones after a boot, instead of counting the boot in them. */
  readonly repeatsSessionIds: boolean;
}

/** What a router does with CoA- and Disconnect-Requests. */
export type CoaMode =
  /** Does it and says so. */
  | 'obey'
  /** NAK with Error-Cause 503, session not found. */
  | 'nak'
  /** Ends sessions, but takes no CoA-Request: NAK with Error-Cause 406, unsupported extension. */
  | 'disconnects'
  /** ACK, and does nothing. */
  | 'ignore'
  /** No answer, and does nothing. */
  | 'silent'
  /** As `obey`, after `slowCoaMs`. */
  | 'slow';

export interface NasFleetOptions {
  readonly seed: number;
  readonly routers: number;
  readonly subscribers: number;
  /** Who is in the fleet, where the caller has routers and subscribers of its own; else the seed makes them. */
  readonly identities: FleetPlan | undefined;
  readonly server: { readonly address: string; readonly authPort: number; readonly acctPort: number };
  /** The routers' addresses count up from this one; loopback has room for 16 million. */
  readonly firstAddress: string;
  /** The port of the routers' CoA listeners; 0 takes any, told by `fleet.routers`. */
  readonly coaPort: number;
  readonly coaMode: CoaMode;
  /** Of routers whose plan has none of their own; undefined: they have no API. */
  readonly api: RouterApiPlan | undefined;
  /** How often the routers have booted before, plus one: a fleet that runs again must not repeat its session ids. */
  readonly firstBoot: number;
  readonly slowCoaMs: number;
  /** Simulated seconds that pass in a second. */
  readonly timeScale: number;
  /** The first dial of each subscriber falls within this many simulated seconds. */
  readonly dialInSeconds: number;
  /** Simulated seconds between interim updates where the Access-Accept names none. */
  readonly interimSeconds: number;
  /** Simulated seconds a session lasts, unless its Session-Timeout is shorter. */
  readonly sessionSeconds: Span;
  /** Simulated seconds a subscriber stays away after a session or a failed login. */
  readonly offlineSeconds: Span;
  /**
   * Of the subscribers, how many are online at an instant of the wall clock, from 0 to 1: whoever is away stays
   * away for so long that the share holds. Undefined: `offlineSeconds` alone decides.
   */
  readonly presence: ((atMs: number) => number) | undefined;
  /** What the mean rates are multiplied by at an instant of the wall clock. */
  readonly traffic: (atMs: number) => number;
  /** Keeps the truth of every session. A fleet that runs for days has no use for it and no room. */
  readonly keepsBooks: boolean;
  /** Drawn from for each subscriber. */
  readonly methods: readonly LoginMethod[];
  /** Sign Access-Requests, as RouterOS does from 7.15 on. */
  readonly messageAuthenticator: boolean;
  /** Mean rates of the subscribers, each drawn for one of them, in bit/s of simulated time. */
  readonly downloadBps: Span;
  readonly uploadBps: Span;
  readonly retransmission: Retransmission;
  /** Requests waiting for an answer at once, over all routers; more wait in line. */
  readonly maxInFlight: number;
  readonly faults: FleetFaults;
}

/** What must be given; the rest has defaults. */
export type NasFleetSettings = Pick<NasFleetOptions, 'seed' | 'routers' | 'subscribers' | 'server'> &
  Partial<Omit<NasFleetOptions, 'faults'>> & { readonly faults?: FleetFaultSettings };

export type FleetFaultSettings = Partial<Omit<FleetFaults, 'requests' | 'answers'>> & {
  readonly requests?: Partial<PathFaults>;
  readonly answers?: Partial<PathFaults>;
};

const DEFAULTS: Omit<NasFleetOptions, 'seed' | 'routers' | 'subscribers' | 'server' | 'faults'> = {
  firstAddress: '127.20.0.1',
  coaPort: 0,
  coaMode: 'obey',
  api: undefined,
  firstBoot: 1,
  slowCoaMs: 3_000,
  timeScale: 1,
  dialInSeconds: 10,
  interimSeconds: 300,
  sessionSeconds: { min: 600, max: 7_200 },
  offlineSeconds: { min: 5, max: 60 },
  identities: undefined,
  presence: undefined,
  traffic: () => 1,
  keepsBooks: true,
  methods: ['pap', 'chap', 'ms-chap-v2'],
  messageAuthenticator: true,
  downloadBps: { min: 0, max: 100_000_000 },
  uploadBps: { min: 0, max: 20_000_000 },
  // RouterOS sends three times at an even distance of `/radius timeout`, 1100 ms in current versions.
  retransmission: { ...RFC_5080_RETRANSMISSION, initialMs: 1_100, maxWaitMs: 1_100, maxAttempts: 3 },
  maxInFlight: 1_024,
};

const NO_FLEET_FAULTS: FleetFaults = {
  requests: NO_FAULTS,
  answers: NO_FAULTS,
  lostStop: 0,
  rebootsPerHour: 0,
  powerCutsPerHour: 0,
  offSeconds: { min: 30, max: 90 },
  accountingOn: 0,
  repeatsSessionIds: false,
};

/** Fills in the defaults; throws a RangeError for numbers that make no fleet. */
export function completeOptions(settings: NasFleetSettings): NasFleetOptions {
  const { faults = {}, ...given } = settings;
  const options = {
    ...DEFAULTS,
    ...given,
    faults: {
      ...NO_FLEET_FAULTS,
      ...faults,
      requests: { ...NO_FAULTS, ...faults.requests },
      answers: { ...NO_FAULTS, ...faults.answers },
    },
  };
  for (const name of ['routers', 'subscribers', 'timeScale', 'interimSeconds', 'maxInFlight'] as const) {
    if (!(options[name] > 0)) throw new RangeError(`${name} must be more than 0`);
  }
  const { identities } = options;
  if (
    identities &&
    (identities.routers.length !== options.routers || identities.subscribers.length !== options.subscribers)
  ) {
    throw new RangeError('identities must be of as many routers and subscribers as the fleet has');
  }
  if (options.methods.length === 0) throw new RangeError('methods must name at least one');
  return options;
}
