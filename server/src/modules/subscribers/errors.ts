import { defineErrors } from '../../platform/errors.ts';

export const subscriberErrors = defineErrors({
  notFound: { code: 'subscribers.not_found', status: 404, message: 'There is no such subscriber.' },
  invalid: { code: 'subscribers.invalid', status: 400, message: 'The subscriber cannot be kept like this.' },
  usernameTaken: {
    code: 'subscribers.username_taken',
    status: 409,
    message: 'Another subscriber has this user name.',
  },
  realmsCollide: {
    code: 'subscribers.realms_collide',
    status: 409,
    message: 'With this setting subscribers would share one user name; rename or close some of them first.',
  },
  tooManyRealms: {
    code: 'subscribers.too_many_realms',
    status: 409,
    message: 'More than 20,000 user names hold a realm: too many to change their meaning while logins go on.',
  },
  otherOrder: {
    code: 'subscribers.other_order',
    status: 400,
    message: 'The cursor belongs to another order of the list; begin again without it.',
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
  tooManyTags: {
    code: 'subscribers.too_many_tags',
    status: 409,
    message: 'The subscriber has 50 tags already; remove one first.',
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
