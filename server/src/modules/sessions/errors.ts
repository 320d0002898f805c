import { defineErrors } from '../../platform/errors.ts';

export const sessionErrors = defineErrors({
  notFound: { code: 'sessions.not_found', status: 404, message: 'There is no such session.' },
  subscriberNotFound: {
    code: 'sessions.subscriber_not_found',
    status: 404,
    message: 'There is no such subscriber.',
  },
  invalidPeriod: {
    code: 'sessions.invalid_period',
    status: 400,
    message: 'Give from and to as dates, from not after to, and at most 400 days.',
  },
  invalidRange: {
    code: 'sessions.invalid_range',
    status: 400,
    message: 'Give from and to with from before to and at most 400 days between them.',
  },
  invalidInstants: {
    code: 'sessions.invalid_instants',
    status: 400,
    message: 'Give at, or from and to with from not after to and at most 400 days between them.',
  },
});
