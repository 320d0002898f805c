import type { Clock } from '@trunkline/kit';
import type { RadiusEndpoint } from '@trunkline/radius';
import type { LoadKind, LoadSubscriber } from './load-packets.ts';
import { prepareLoad } from './prepare-load.ts';
import { runLoad, type LoadReport } from './run-load.ts';

export interface LoadOptions {
  readonly endpoint: RadiusEndpoint;
  readonly kind: LoadKind;
  /** Who logs in, drawn from the seed. For accounting: whose sessions start, report and stop, in turn. */
  readonly subscribers: readonly LoadSubscriber[];
  /** Requests that wait for their reply at any time; a reply is followed by the next request at once. */
  readonly outstanding: number;
  /** The end of the run, after which those still waiting are awaited. */
  readonly requests: number;
  readonly seed: number;
  readonly localAddress?: string;
  readonly clock?: Clock;
}

/**
 * Closed-loop load: prepares `requests` requests, keeps `outstanding` of them under way until all are done, and
 * verifies every reply. One core of load at most: compare servers only while the generator has a core of its own.
 */
export async function generateLoad(options: LoadOptions): Promise<LoadReport> {
  const { endpoint, ...rest } = options;
  const load = prepareLoad({ ...rest, secret: endpoint.secret });
  return runLoad({ ...rest, load, endpoint });
}
