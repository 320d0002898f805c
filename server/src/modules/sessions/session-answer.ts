import { z } from 'zod';
import { idField, instantField, integerField, toJsonInteger } from '../../platform/http/index.ts';
import { closedBys, isOpen, type Session } from './session.ts';

/** A session as clients read it. */
export const sessionAnswer = z.object({
  id: idField,
  nasId: idField,
  /** The router that reports the session: a NAS may be a prefix with several behind it. */
  nasAddress: z.string(),
  acctSessionId: z.string(),
  epoch: z.int(),
  subscriberId: idField.nullable(),
  subscriptionId: idField.nullable(),
  username: z.string(),
  callingStationId: z.string().nullable(),
  calledStationId: z.string().nullable(),
  mac: z.string().nullable(),
  nasPortId: z.string().nullable(),
  framedIp: z.string().nullable(),
  framedIpv6Prefix: z.string().nullable(),
  delegatedIpv6Prefix: z.string().nullable(),
  isOnline: z.boolean(),
  startedAt: instantField,
  lastSeenAt: instantField,
  stoppedAt: instantField.nullable(),
  closedBy: z.enum(closedBys).nullable(),
  terminateCause: z.int().nullable(),
  sessionTimeS: integerField,
  uploadBytes: integerField,
  downloadBytes: integerField,
  uploadPackets: integerField,
  downloadPackets: integerField,
  finalCountersMissing: z.boolean(),
  /** Between its last two reports; null before the second. */
  downloadBps: integerField.nullable(),
  uploadBps: integerField.nullable(),
});

export function toSessionAnswer(session: Session): z.input<typeof sessionAnswer> {
  return {
    ...session,
    isOnline: isOpen(session),
    startedAt: new Date(session.startedAtMs).toISOString(),
    lastSeenAt: new Date(session.lastSeenAtMs).toISOString(),
    stoppedAt: session.stoppedAtMs === null ? null : new Date(session.stoppedAtMs).toISOString(),
    sessionTimeS: toJsonInteger(session.sessionTimeS),
    uploadBytes: toJsonInteger(session.uploadBytes),
    downloadBytes: toJsonInteger(session.downloadBytes),
    uploadPackets: toJsonInteger(session.uploadPackets),
    downloadPackets: toJsonInteger(session.downloadPackets),
    downloadBps: session.downloadBps === null ? null : toJsonInteger(session.downloadBps),
    uploadBps: session.uploadBps === null ? null : toJsonInteger(session.uploadBps),
  };
}
