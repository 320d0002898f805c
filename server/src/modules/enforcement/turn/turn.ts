import type { Clock, Random } from '@trunkline/kit';
import type { RouterosCaller } from '@trunkline/routeros';
import type {
  ExchangeResult,
  PacketBuilder,
  RadiusEndpoint,
  Retransmission,
  SharedSecret,
} from '@trunkline/radius';
import type { Database } from '../../../platform/db/index.ts';
import type { Sealer } from '../../../platform/keys/index.ts';
import { onlyAddress, type EnforcementRung, type RouterAccess } from '../../nas/index.ts';
import type { ChosenWork } from './choose-work.ts';
import type { Outcome } from './outcome-store.ts';
import { RouterSilence } from '../router/router-silence.ts';
import type { TurnNas, Work } from './turn-store.ts';

/** A router whose API may be used. */
export interface ApiRouter {
  readonly tenantId: string;
  readonly nasId: string;
  readonly access: RouterAccess;
}

/** Connections to the APIs of routers; `RouterPool` of routers. */
export interface RouterDoor {
  run<T>(
    router: ApiRouter,
    work: (client: RouterosCaller) => Promise<T>,
    options?: { signal?: AbortSignal | undefined },
  ): Promise<T>;
}

export interface TurnDeps {
  readonly database: Database;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly random: Random;
  /** Sends a request to a NAS; `RadiusClient.send` of the address's family. */
  readonly send: (
    request: PacketBuilder,
    endpoint: RadiusEndpoint,
    options: { retransmission: Retransmission; signal?: AbortSignal },
  ) => Promise<ExchangeResult>;
  readonly routers: RouterDoor;
  readonly retransmission?: Retransmission;
  /** Told of steps once they are written, for counting. */
  readonly onStep?: (rung: EnforcementRung, outcome: string) => void;
  /** Told how long it took from the news to terms that are confirmed. */
  readonly onThrottled?: (rung: EnforcementRung, seconds: number) => void;
}

/** What is remembered of a NAS from one turn to the next. */
export class NasMemory {
  readonly api: RouterSilence;
  readonly #deps: Pick<TurnDeps, 'clock' | 'random'>;
  readonly #coa = new Map<string, RouterSilence>();

  constructor(deps: Pick<TurnDeps, 'clock' | 'random'>) {
    this.#deps = deps;
    this.api = new RouterSilence(deps);
  }

  /** The CoA port of one of its routers. */
  coa(address: string): RouterSilence {
    let silence = this.#coa.get(address);
    if (!silence) {
      // A prefix has at most this many routers worth remembering; the one asked for longest ago is asked anew.
      if (this.#coa.size >= maxRouters) this.#coa.delete(this.#coa.keys().next().value!);
      this.#coa.set(address, (silence = new RouterSilence(this.#deps)));
    }
    return silence;
  }
}

const maxRouters = 1_000;

/** One worker's turn at one NAS. */
export interface Turn {
  readonly deps: TurnDeps;
  readonly nas: TurnNas;
  readonly secret: SharedSecret;
  /** Undefined: it has no API that we may use. */
  readonly router: ApiRouter | undefined;
  readonly memory: NasMemory;
  readonly signal: AbortSignal;
}

/**
 * The API that knows a session; undefined: none that we may use. Of a NAS that is a prefix of several routers only one
 * has its API here: the others' sessions are not missing there, they are elsewhere.
 */
export function apiOf(
  { nas, router }: Pick<Turn, 'nas' | 'router'>,
  { nasAddress }: Pick<Work, 'nasAddress'>,
): ApiRouter | undefined {
  if (!router) return undefined;
  return onlyAddress(nas.prefix) !== undefined || router.access.address === nasAddress ? router : undefined;
}

/** One rung: tries it for what was chosen for it. */
export type TryRung = (turn: Turn, chosen: readonly ChosenWork[]) => Promise<Outcome[]>;
