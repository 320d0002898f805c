import type { PathCounters } from '../network-faults/faulty-path.ts';
import type { CoaMode } from './fleet-options.ts';
import type { RecordKind } from './simulated-session.ts';

/** Counts since the fleet was made. */
export interface FleetCounters {
  readonly logins: {
    sent: number;
    accepted: number;
    rejected: number;
    unanswered: number;
    /** An Accept whose MS-CHAPv2 proof was missing or wrong: the subscriber hung up. */
    unproven: number;
  };
  readonly records: Record<RecordKind | 'accountingOn', { sent: number; acknowledged: number }>;
  lostStops: number;
  reboots: number;
  powerCuts: number;
  /** Requests not even begun because the line for `maxInFlight` was full. */
  notBegun: number;
  /** CoA- and Disconnect-Requests by what the router did with them. */
  readonly coa: Record<CoaMode, number>;
}

export interface FleetStats extends FleetCounters {
  readonly openSessions: number;
  readonly sessions: number;
  readonly inFlight: number;
  readonly retransmissions: number;
  /** Datagrams that were no true answer. */
  readonly ignoredAnswers: number;
  readonly requestPath: PathCounters;
  readonly answerPath: PathCounters;
}

export function newFleetCounters(): FleetCounters {
  return {
    logins: { sent: 0, accepted: 0, rejected: 0, unanswered: 0, unproven: 0 },
    records: { start: noRecords(), interim: noRecords(), stop: noRecords(), accountingOn: noRecords() },
    lostStops: 0,
    reboots: 0,
    powerCuts: 0,
    notBegun: 0,
    coa: { obey: 0, nak: 0, disconnects: 0, ignore: 0, silent: 0, slow: 0 },
  };
}

function noRecords() {
  return { sent: 0, acknowledged: 0 };
}
