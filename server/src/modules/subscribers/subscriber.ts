import type { CustomAttribute } from '../plans/index.ts';
import type { LoginWindow } from './login-window.ts';

export const subscriberStatuses = [
  'new',
  'active',
  'grace',
  'paused',
  'suspended',
  'expired',
  'disabled',
  'closed',
] as const;
export type SubscriberStatus = (typeof subscriberStatuses)[number];

/** The statuses that follow from the subscriptions and the clock alone. */
export type ServiceLabel = 'new' | 'active' | 'grace' | 'expired';

/** What a person does to a subscriber. */
export const subscriberActions = ['activate', 'suspend', 'pause', 'disable', 'close'] as const;
export type SubscriberAction = (typeof subscriberActions)[number];

/** `service` stands for the label that the subscriptions give at that moment. */
type NextStatus = Exclude<SubscriberStatus, ServiceLabel> | 'service';

const fromService = { suspend: 'suspended', pause: 'paused', disable: 'disabled', close: 'closed' } as const;

/**
 * The states of a subscriber. An action that is not listed is refused. Pausing is the subscriber's wish and
 * only lifted by activate; suspending and disabling are the provider's and may follow any block.
 */
const transitions: Readonly<
  Record<SubscriberStatus, Readonly<Partial<Record<SubscriberAction, NextStatus>>>>
> = {
  new: fromService,
  active: fromService,
  grace: fromService,
  expired: fromService,
  paused: { activate: 'service', suspend: 'suspended', disable: 'disabled', close: 'closed' },
  suspended: { activate: 'service', disable: 'disabled', close: 'closed' },
  disabled: { activate: 'service', suspend: 'suspended', close: 'closed' },
  // The user name may belong to somebody else by now, so nothing leads out of here.
  closed: {},
};

/** The state after this action, or undefined when the action is not for this state. */
export function statusAfter(status: SubscriberStatus, action: SubscriberAction): NextStatus | undefined {
  return transitions[status][action];
}

/** The actions that this state allows, in the order of `subscriberActions`. */
export function actionsFor(status: SubscriberStatus): SubscriberAction[] {
  return subscriberActions.filter((action) => transitions[status][action] !== undefined);
}

/** A person's decision stands against service, whatever is paid. */
export function isBlocked(status: SubscriberStatus): boolean {
  return status === 'paused' || status === 'suspended' || status === 'disabled' || status === 'closed';
}

/** The status follows the subscriptions and the clock; false while a person's decision stands. */
export function followsSubscriptions(status: SubscriberStatus): boolean {
  return !isBlocked(status);
}

export function isClosed(status: SubscriberStatus): boolean {
  return status === 'closed';
}

export const macBindings = ['none', 'learn', 'fixed'] as const;
export type MacBinding = (typeof macBindings)[number];

/** `mac`: the device's address is user name and proof at once (DHCP, IPoE, hotspot). */
export const credentials = ['password', 'mac'] as const;
export type Credential = (typeof credentials)[number];

/** A person or place with service. Neither password is part of it. */
export interface Subscriber extends SubscriberFields {
  id: string;
  credential: Credential;
  status: SubscriberStatus;
  macBinding: MacBinding;
  /** `aa:bb:cc:dd:ee:ff`; learnt at the first login or fixed by a person. */
  macs: string[];
  hasPortalPassword: boolean;
  closedAt: Date | null;
  revision: number;
}

/** What a person edits freely. */
export interface SubscriberFields {
  /** As it was written; unique by its key. */
  username: string;
  fullName: string | null;
  phones: string[];
  email: string | null;
  address: string | null;
  notes: string | null;
  tags: string[];
  latitude: number | null;
  longitude: number | null;
  /** The only NAS that may log this subscriber in; null: any. */
  nasId: string | null;
  /** Instead of the plan's. */
  maxSessions: number | null;
  /** Null: at any time. */
  loginWindows: LoginWindow[] | null;
  framedIp: string | null;
  framedIpv6Prefix: string | null;
  delegatedIpv6Prefix: string | null;
  customAttributes: CustomAttribute[];
}
