import { Code, DISCARD_KINDS, type Answered, type Discard, type DiscardKind } from '@trunkline/radius';
import type { SnapshotNas } from '../../modules/aaa/index.ts';
import { LatencyHistogram } from '../../platform/metrics/index.ts';

/** NAS counted apart; the traffic of those beyond is summed as one. */
const maxNasCounted = 500;
/** Beyond the codes of replies: Protocol-Error, the highest, is 52. */
export const replyCodes = 64;

export type Service = 'auth' | 'acct';

const discardPlace = new Map<DiscardKind, number>(DISCARD_KINDS.map((kind, place) => [kind, place]));

/** What one NAS was answered, and what it was not. */
export class NasTraffic {
  readonly replies = new Float64Array(replyCodes);
  readonly discards = new Float64Array(DISCARD_KINDS.length);
}

/** Replies and their times of one port. */
class ServiceTraffic {
  readonly replies = new Float64Array(replyCodes);
  readonly latency = new LatencyHistogram();
}

/**
 * Counts every answer and every silence for the metrics. Called for each packet: additions in typed arrays and
 * one look-up by the NAS's id, whose hash the string keeps; no object is made.
 */
export class TrafficCounters {
  readonly #services: Record<Service, ServiceTraffic> = {
    auth: new ServiceTraffic(),
    acct: new ServiceTraffic(),
  };
  readonly #byNas = new Map<string, NasTraffic>();
  /** Of the NAS beyond the bound. */
  readonly #other = new NasTraffic();

  readonly answered = ({ client, code, replyCode, elapsedMs }: Answered<SnapshotNas>): void => {
    const service = this.#services[code === Code.AccountingRequest ? 'acct' : 'auth'];
    service.replies[replyCode]!++;
    service.latency.observe(elapsedMs);
    this.#of(client.data.id).replies[replyCode]!++;
  };

  readonly discarded = ({ kind, client }: Discard<SnapshotNas>): void => {
    if (client) this.#of(client.data.id).discards[discardPlace.get(kind)!]!++;
  };

  service(service: Service): ServiceTraffic {
    return this.#services[service];
  }

  /** Those counted apart; NAS that are gone are forgotten, so that others take their places. */
  byNas(present: Iterable<SnapshotNas>): { nas: SnapshotNas; traffic: NasTraffic }[] {
    const counted: { nas: SnapshotNas; traffic: NasTraffic }[] = [];
    for (const nas of present) {
      const traffic = this.#byNas.get(nas.id);
      if (traffic) counted.push({ nas, traffic });
    }
    if (counted.length < this.#byNas.size) {
      this.#byNas.clear();
      for (const { nas, traffic } of counted) this.#byNas.set(nas.id, traffic);
    }
    return counted;
  }

  /** The sum over the NAS that found no place of their own. */
  get other(): NasTraffic {
    return this.#other;
  }

  #of(nasId: string): NasTraffic {
    return this.#byNas.get(nasId) ?? this.#begin(nasId);
  }

  #begin(nasId: string): NasTraffic {
    if (this.#byNas.size >= maxNasCounted) return this.#other;
    const traffic = new NasTraffic();
    this.#byNas.set(nasId, traffic);
    return traffic;
  }
}
