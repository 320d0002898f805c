import type { Clock } from '@trunkline/kit';
import type { Timers, UdpSocket, UdpSocketOptions } from '@trunkline/radius';
import type { NasFleetOptions } from './fleet-options.ts';
import type { FleetCounters } from './fleet-stats.ts';
import type { InFlightLimit } from './in-flight-limit.ts';
import type { SimulatedSession } from './simulated-session.ts';
import type { Timeline } from './timeline.ts';

/** What routers and subscribers of one fleet share. */
export interface FleetContext {
  readonly options: NasFleetOptions;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly timeline: Timeline;
  readonly inFlight: InFlightLimit;
  readonly counters: FleetCounters;
  readonly openSocket: (options: UdpSocketOptions) => UdpSocket;
  /** Every session there was, for the truth. */
  readonly sessions: SimulatedSession[];
}
