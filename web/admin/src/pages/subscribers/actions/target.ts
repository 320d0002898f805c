import type { ListedSubscriber, Subscriber, SubscriberStatus } from '../subscriber-queries.ts';

/** What the actions need to know of whom they act on. */
export interface Target {
  id: string;
  username: string;
  fullName: string | null;
  status: SubscriberStatus;
  credential: 'password' | 'mac';
  macs: readonly string[];
  service: {
    subscriptionId: string;
    planId: string;
    planName: string;
    expiresAt: string | null;
    isLive: boolean;
  } | null;
  /** Of the open session that began last. */
  sessionId: string | null;
}

export function targetOfRow(row: ListedSubscriber, nowMs: number): Target {
  const { id, username, fullName, status, credential, macs, service, online } = row;
  const isLive = service !== null && (service.expiresAt === null || Date.parse(service.expiresAt) > nowMs);
  return {
    id,
    username,
    fullName,
    status,
    credential,
    macs,
    service: service && { ...service, isLive },
    sessionId: online?.sessionId ?? null,
  };
}

export function targetOfSubscriber(subscriber: Subscriber, sessionId: string | null): Target {
  const { id, username, fullName, status, credential, macs, subscriptions } = subscriber;
  const shown = subscriptions.find(({ isInForce }) => isInForce) ?? subscriptions[0];
  const service = shown && {
    subscriptionId: shown.id,
    planId: shown.planId,
    planName: shown.planName,
    expiresAt: shown.expiresAt,
    isLive: shown.status === 'active',
  };
  return { id, username, fullName, status, credential, macs, service: service ?? null, sessionId };
}

/** The name by which a person is called in questions and messages. */
export function nameOf({ fullName, username }: Pick<Target, 'fullName' | 'username'>): string {
  return fullName ?? username;
}

export type StatusAction = 'activate' | 'suspend' | 'pause' | 'disable' | 'close';

const fromService: readonly StatusAction[] = ['suspend', 'pause', 'disable', 'close'];
/** As the server's table has it; it spares a refusal, and the server decides. */
const allowedActions: Record<SubscriberStatus, readonly StatusAction[]> = {
  new: fromService,
  active: fromService,
  grace: fromService,
  expired: fromService,
  paused: ['activate', 'suspend', 'disable', 'close'],
  suspended: ['activate', 'disable', 'close'],
  disabled: ['activate', 'suspend', 'close'],
  closed: [],
};

export function statusActionsFor(status: SubscriberStatus): readonly StatusAction[] {
  return allowedActions[status];
}
