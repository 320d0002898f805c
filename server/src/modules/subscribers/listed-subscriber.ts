import { z } from 'zod';
import { idField, instantField, integerField, toJsonInteger } from '../../platform/http/index.ts';
import type { Credential, MacBinding, SubscriberStatus } from './subscriber.ts';
import { bindingFields, editable, subscriberAnswer } from './subscriber-answer.ts';

/** One row of the list: who it is, what is bought, until when, and whether it is online. */
export interface ListedSubscriber {
  id: string;
  username: string;
  credential: Credential;
  fullName: string | null;
  phones: string[];
  email: string | null;
  tags: string[];
  status: SubscriberStatus;
  nasId: string | null;
  macBinding: MacBinding;
  macs: string[];
  framedIp: string | null;
  revision: number;
  /** The subscription in force, else the next to begin, else the one that ended last. */
  serviceId: string | null;
  servicePlanId: string | null;
  serviceStartsAt: Date | null;
  serviceExpiresAt: Date | null;
  planName: string | null;
  downloadBps: bigint | null;
  uploadBps: bigint | null;
  /** The open session that began last. */
  sessionId: string | null;
  onlineSince: Date | null;
  sessionNasId: string | null;
  sessionIp: string | null;
  /** The rule that decided its terms, and the step of fair use where that did. */
  termsCause: string | null;
  termsTier: number | null;
  /** Of the last session of the past days. */
  lastSeenAt: Date | null;
  /** The last day with traffic, of those who were not seen in the past days. */
  lastUsedOn: string | null;
}

export const listedSubscriberAnswer = subscriberAnswer
  .pick({ id: true, credential: true, status: true, revision: true })
  .extend({
    username: editable.username,
    fullName: editable.fullName,
    phones: editable.phones,
    email: editable.email,
    tags: editable.tags,
    nasId: editable.nasId,
    framedIp: editable.framedIp,
    ...bindingFields,
    /** The subscription in force, else the next to begin, else the one that ended last. */
    service: z
      .object({
        subscriptionId: idField,
        planId: idField,
        planName: z.string(),
        downloadBps: integerField,
        uploadBps: integerField,
        startsAt: instantField,
        expiresAt: instantField.nullable(),
      })
      .nullable(),
    /** The open session that began last. */
    online: z
      .object({
        sessionId: idField,
        since: instantField,
        nasId: idField,
        ip: z.string().nullable(),
        /** The rule that decided its speed: plan, fair_use, quota_slow, boost, speed_rule, …; null: not decided yet. */
        cause: z.string().nullable(),
        tier: z.int().nullable(),
      })
      .nullable(),
    lastSeenAt: instantField.nullable(),
    /** The last day with traffic, where the last session is older than the list of sessions. */
    lastUsedOn: z.iso.date().nullable(),
  });

export function toListedAnswer(row: ListedSubscriber): z.input<typeof listedSubscriberAnswer> {
  const { id, username, credential, fullName, phones, email, tags, status, nasId, framedIp } = row;
  const { macBinding, macs, revision, lastSeenAt, lastUsedOn } = row;
  const who = { id, username, credential, fullName, phones, email, tags, status, nasId, framedIp };
  return {
    ...who,
    macBinding,
    macs,
    revision,
    service: row.serviceId === null ? null : toService(row, row.serviceId),
    online:
      row.sessionId === null
        ? null
        : {
            sessionId: row.sessionId,
            since: row.onlineSince!.toISOString(),
            nasId: row.sessionNasId!,
            ip: row.sessionIp,
            cause: row.termsCause,
            tier: row.termsTier,
          },
    lastSeenAt: lastSeenAt && lastSeenAt.toISOString(),
    lastUsedOn,
  };
}

/** A subscription has a plan, a version and a start, and nothing of that is ever deleted while it is held. */
function toService(row: ListedSubscriber, subscriptionId: string) {
  return {
    subscriptionId,
    planId: row.servicePlanId!,
    planName: row.planName!,
    downloadBps: toJsonInteger(row.downloadBps!),
    uploadBps: toJsonInteger(row.uploadBps!),
    startsAt: row.serviceStartsAt!.toISOString(),
    expiresAt: row.serviceExpiresAt && row.serviceExpiresAt.toISOString(),
  };
}
