import type { DiscardKind } from '@trunkline/radius';

/** What was seen of one NAS since it was last written down. */
export interface NasObservation {
  isChanged: boolean;
  firstPacketAtMs: number;
  lastPacketAtMs: number;
  /** NAS-Identifier as it was last sent. */
  identifier: Buffer | undefined;
  requests: number;
  /** Access-Requests in a row with a valid Message-Authenticator, up to now. */
  signedRun: number;
  /** One came without: the run written before does not go on. */
  isRunBroken: boolean;
  discards: Map<DiscardKind, number>;
}

export function newNasObservation(): NasObservation {
  return {
    isChanged: false,
    firstPacketAtMs: 0,
    lastPacketAtMs: 0,
    identifier: undefined,
    requests: 0,
    signedRun: 0,
    isRunBroken: false,
    discards: new Map(),
  };
}
