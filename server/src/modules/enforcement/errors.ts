import { defineErrors } from '../../platform/errors.ts';

export const enforcementErrors = defineErrors({
  // Another tenant's session gets the same answer as none at all.
  sessionNotFound: {
    code: 'enforcement.session_not_found',
    status: 404,
    message: 'There is no such session.',
  },
  sessionClosed: {
    code: 'enforcement.session_closed',
    status: 409,
    message: 'The session has ended already.',
  },
  nasWithoutAddress: {
    code: 'enforcement.nas_without_address',
    status: 409,
    message:
      'The NAS is entered as a prefix of several addresses, so there is none to send the request to. Enter it by its single address.',
  },
  notFound: { code: 'enforcement.not_found', status: 404, message: 'There is no such disconnect.' },
});
