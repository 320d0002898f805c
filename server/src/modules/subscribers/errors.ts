import { defineErrors } from '../../platform/errors.ts';

export const subscriberErrors = defineErrors({
  notFound: { code: 'subscribers.not_found', status: 404, message: 'There is no such subscriber.' },
  invalid: { code: 'subscribers.invalid', status: 400, message: 'The subscriber cannot be kept like this.' },
  usernameTaken: {
    code: 'subscribers.username_taken',
    status: 409,
    message: 'Another subscriber has this user name.',
  },
  actionRefused: {
    code: 'subscribers.action_refused',
    status: 409,
    message: 'The subscriber is in a state that does not allow this.',
  },
  closed: {
    code: 'subscribers.closed',
    status: 409,
    message: 'The subscriber is closed and stays as it was. Add a new one; the user name is free.',
  },
  noPassword: {
    code: 'subscribers.no_password',
    status: 409,
    message: 'This subscriber logs in by the MAC address of the device and has no service password.',
  },
  revisionConflict: {
    code: 'subscribers.revision_conflict',
    status: 409,
    message: 'The subscriber was changed since you read it.',
  },
});
