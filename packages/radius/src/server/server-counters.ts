import { DISCARD_KINDS, type DiscardKind } from './discard.ts';

/** Counts since the start of a server; they only grow. */
export interface ServerCounters {
  /** Everything that arrived. */
  datagrams: number;
  /** Handed to the handler: authentic and not a duplicate. */
  requests: number;
  /** First replies, without repetitions. */
  replies: number;
  /** Retransmissions answered with the bytes of the first reply. */
  duplicatesAnswered: number;
  /** Retransmissions of a request still in work. */
  duplicatesIgnored: number;
  statusReplies: number;
  /** Replies the system refused to send; to the NAS they are lost datagrams. */
  sendFailures: number;
  socketErrors: number;
  discards: Record<DiscardKind, number>;
}

export function newServerCounters(): ServerCounters {
  return {
    datagrams: 0,
    requests: 0,
    replies: 0,
    duplicatesAnswered: 0,
    duplicatesIgnored: 0,
    statusReplies: 0,
    sendFailures: 0,
    socketErrors: 0,
    discards: Object.fromEntries(DISCARD_KINDS.map((kind) => [kind, 0])) as Record<DiscardKind, number>,
  };
}
