import { defineErrors } from '../../platform/errors.ts';

/** Thrown by the use cases. */
export const sharingErrors = defineErrors({
  notFound: { code: 'sharing.not_found', status: 404, message: 'There is no such case.' },
  decided: { code: 'sharing.decided', status: 409, message: 'The case has been decided already.' },
  actionRefused: {
    code: 'sharing.action_refused',
    status: 409,
    message: 'That cannot be done to the subscriber as they are now.',
  },
});
