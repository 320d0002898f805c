import type { DiscardKind } from '@trunkline/radius';

/** What a count of packets tells: accounting that came, a packet that is wrong, one that we owe an answer, or nothing. */
export type PacketJudgement = 'accounting' | 'discarded' | 'unanswered' | 'harmless';

const judgements: Record<DiscardKind, PacketJudgement> = {
  'no-reply-port': 'discarded',
  'unknown-client': 'discarded',
  malformed: 'discarded',
  'unexpected-code': 'discarded',
  'wrong-authenticator': 'discarded',
  'wrong-message-authenticator': 'discarded',
  'malformed-message-authenticator': 'discarded',
  'missing-message-authenticator': 'discarded',
  'unprotected-proxy-state': 'discarded',
  'ambiguous-credentials': 'discarded',
  'backlog-full': 'unanswered',
  'backlog-overdue': 'unanswered',
  'queue-full': 'unanswered',
  'client-share-full': 'unanswered',
  'handler-failed': 'unanswered',
  unanswered: 'unanswered',
  abandoned: 'unanswered',
  // The NAS asked again, or we went down: nothing is wrong.
  superseded: 'harmless',
  closing: 'harmless',
};

/** A kind that only another version of the server knows had no answer, whatever it was. */
export function judgePacket(kind: string): PacketJudgement {
  if (kind === 'accounting') return 'accounting';
  return (judgements as Record<string, PacketJudgement>)[kind] ?? 'unanswered';
}
