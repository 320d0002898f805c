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
  routerLeftNas: {
    code: 'enforcement.router_left_nas',
    status: 409,
    message: 'The NAS no longer has the address of the router that reported the session.',
  },
  notFound: { code: 'enforcement.not_found', status: 404, message: 'There is no such disconnect.' },
  mayNotChangeNas: {
    code: 'enforcement.may_not_change_nas',
    status: 403,
    message: 'Keeping the port changes the NAS, which you may not.',
  },
  nasTestNotFound: {
    code: 'enforcement.nas_test_not_found',
    status: 404,
    message: 'There is no such test of a NAS.',
  },
});
