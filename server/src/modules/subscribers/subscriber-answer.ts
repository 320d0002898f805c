import { z } from 'zod';
import { idField, instantField, integerField } from '../../platform/http/index.ts';
import { customAttributesField } from '../plans/index.ts';
import { mostLoginWindows } from './login-window.ts';
import { credentials, macBindings, subscriberStatuses, type Subscriber } from './subscriber.ts';
import type { HeldSubscription } from './subscription-face.ts';

const mostMacs = 16;
export const mostTags = 50;

/** What a person edits, as it comes in and goes out. */
export const editable = {
  // Control characters cannot be typed into a router and forge lines in what other systems log.
  username: z
    .string()
    .trim()
    .min(1)
    .max(128)
    .regex(/^\P{Cc}*$/u, 'has control characters'),
  fullName: z.string().trim().min(1).max(200).nullable(),
  phones: z.array(z.string().max(32)).max(10),
  email: z.email().max(254).nullable(),
  address: z.string().trim().max(500).nullable(),
  notes: z.string().trim().max(5000).nullable(),
  tags: z.array(z.string().trim().min(1).max(50)).max(mostTags),
  latitude: z.number().min(-90).max(90).nullable(),
  longitude: z.number().min(-180).max(180).nullable(),
  nasId: idField.nullable(),
  maxSessions: z.int().min(1).max(1000).nullable(),
  loginWindows: z
    .array(z.strictObject({ days: z.array(z.int()).max(7), from: z.string().max(5), to: z.string().max(5) }))
    .min(1)
    .max(mostLoginWindows)
    .nullable(),
  framedIp: z.string().max(15).nullable(),
  framedIpv6Prefix: z.string().max(49).nullable(),
  delegatedIpv6Prefix: z.string().max(49).nullable(),
  customAttributes: customAttributesField,
};

export const bindingFields = {
  macBinding: z.enum(macBindings),
  macs: z.array(z.string().max(32)).max(mostMacs),
};

export const subscriberAnswer = z.object({
  id: idField,
  ...editable,
  ...bindingFields,
  credential: z.enum(credentials),
  status: z.enum(subscriberStatuses),
  hasPortalPassword: z.boolean(),
  closedAt: instantField.nullable(),
  revision: integerField,
});

const heldAnswer = z.object({
  id: idField,
  planId: idField,
  planName: z.string(),
  planVersionId: idField,
  status: z.string(),
  priority: integerField,
  startsAt: instantField,
  expiresAt: instantField.nullable(),
  autoRenew: z.boolean(),
  isInForce: z.boolean(),
});

export const subscriberWithHeldAnswer = subscriberAnswer.extend({ subscriptions: z.array(heldAnswer) });

export function toSubscriberAnswer(subscriber: Subscriber): z.input<typeof subscriberAnswer> {
  return { ...subscriber, closedAt: subscriber.closedAt && subscriber.closedAt.toISOString() };
}

export function toHeldAnswer(held: HeldSubscription): z.input<typeof heldAnswer> {
  return {
    ...held,
    startsAt: held.startsAt.toISOString(),
    expiresAt: held.expiresAt && held.expiresAt.toISOString(),
  };
}
