import { defineErrors } from '../../platform/errors.ts';

export const quotaErrors = defineErrors({
  // Another tenant's subscriber gets the same answer as none at all.
  subscriberNotFound: {
    code: 'quota.subscriber_not_found',
    status: 404,
    message: 'There is no such subscriber.',
  },
  sessionNotFound: { code: 'quota.session_not_found', status: 404, message: 'There is no such session.' },
  nothingAdded: {
    code: 'quota.nothing_added',
    status: 400,
    message: 'Give bytes or timeS, or both, above zero.',
  },
  tooManyTopUps: {
    code: 'quota.too_many_top_ups',
    status: 409,
    message:
      'The subscriber holds as many top-ups as can be counted. Grant one larger one when some have ended.',
  },
  keyUsed: {
    code: 'quota.key_used',
    status: 409,
    message: 'This idempotency key belongs to a top-up of something else.',
  },
  notMetered: {
    code: 'quota.not_metered',
    status: 409,
    message: 'Nothing is counted for this subscriber: the plan has no quota and no fair use.',
  },
});
