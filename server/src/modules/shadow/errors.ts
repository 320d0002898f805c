import { defineErrors } from '../../platform/errors.ts';

export const shadowErrors = defineErrors({
  serverMissing: {
    code: 'shadow.server_missing',
    status: 400,
    message: 'As a proxy it must be known where the other server is, and the secret it shares with this one.',
  },
  forbiddenAddress: {
    code: 'shadow.forbidden_address',
    status: 400,
    message:
      'This is no address of another server. One on this machine itself is allowed by the operator, with TRUNKLINE_LOCAL_ROUTERS=yes.',
  },
  notProxy: {
    code: 'shadow.not_proxy',
    status: 409,
    message: 'Only a proxy can switch: routers must send to this server first.',
  },
  notReady: {
    code: 'shadow.not_ready',
    status: 409,
    message: 'The last answers were not all the same. Look at the disagreements, or switch anyway.',
  },
});
