import { defineErrors } from '../../platform/errors.ts';

export const subscriptionErrors = defineErrors({
  notFound: { code: 'subscriptions.not_found', status: 404, message: 'There is no such subscription.' },
  invalid: {
    code: 'subscriptions.invalid',
    status: 400,
    message: 'The subscription cannot be kept like this.',
  },
  eventRefused: {
    code: 'subscriptions.event_refused',
    status: 409,
    message: 'The subscription is in a state that does not allow this.',
  },
  nothingHeld: {
    code: 'subscriptions.nothing_held',
    status: 409,
    message: 'The subscriber holds no subscription; assign a plan instead.',
  },
  noEnd: {
    code: 'subscriptions.no_end',
    status: 409,
    message: 'The subscription has no end, so nothing can follow it. Change the plan now, or cancel it.',
  },
  alreadyFollowed: {
    code: 'subscriptions.already_followed',
    status: 409,
    message: 'Another subscription already follows this one and has begun. Act on that one.',
  },
  revisionConflict: {
    code: 'subscriptions.revision_conflict',
    status: 409,
    message: 'The subscription was changed since you read it.',
  },
});
