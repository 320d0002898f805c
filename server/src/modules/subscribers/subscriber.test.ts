import { describe, expect, test } from 'vitest';
import {
  actionsFor,
  followsSubscriptions,
  isBlocked,
  statusAfter,
  subscriberStatuses,
} from './subscriber.ts';

describe('the states of a subscriber', () => {
  test('each state allows these actions and no other', () => {
    expect(Object.fromEntries(subscriberStatuses.map((status) => [status, actionsFor(status)]))).toEqual({
      new: ['suspend', 'pause', 'disable', 'close'],
      active: ['suspend', 'pause', 'disable', 'close'],
      grace: ['suspend', 'pause', 'disable', 'close'],
      expired: ['suspend', 'pause', 'disable', 'close'],
      paused: ['activate', 'suspend', 'disable', 'close'],
      suspended: ['activate', 'disable', 'close'],
      disabled: ['activate', 'suspend', 'close'],
      closed: [],
    });
  });

  test('each action leads to the one state it names, and activate to what the subscriptions say', () => {
    for (const status of subscriberStatuses) {
      for (const action of actionsFor(status)) {
        expect(statusAfter(status, action)).toBe(
          {
            activate: 'service',
            suspend: 'suspended',
            pause: 'paused',
            disable: 'disabled',
            close: 'closed',
          }[action],
        );
      }
    }
  });

  test('every state is either blocked or follows the subscriptions', () => {
    expect(subscriberStatuses.filter(isBlocked)).toEqual(['paused', 'suspended', 'disabled', 'closed']);
    expect(subscriberStatuses.filter(followsSubscriptions)).toEqual(['new', 'active', 'grace', 'expired']);
  });
});
