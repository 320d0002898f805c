import { defineErrors } from '../../platform/errors.ts';

export const tunnelErrors = defineErrors({
  gatewayNotFound: { code: 'tunnels.gateway_not_found', status: 404, message: 'There is no such gateway.' },
  tunnelNotFound: { code: 'tunnels.tunnel_not_found', status: 404, message: 'There is no such tunnel.' },
  invalid: { code: 'tunnels.invalid', status: 400, message: 'The gateway cannot be kept like this.' },
  nameTaken: { code: 'tunnels.name_taken', status: 409, message: 'Another gateway has this name.' },
  subnetTaken: {
    code: 'tunnels.subnet_taken',
    status: 409,
    message: 'Another gateway has this subnet, or one that overlaps it.',
  },
  subnetFull: {
    code: 'tunnels.subnet_full',
    status: 409,
    message: 'Every address of the subnet is given. Remove a tunnel, or add a gateway.',
  },
  hasTunnels: {
    code: 'tunnels.has_tunnels',
    status: 409,
    message: 'Routers still dial this gateway. Remove their tunnels first.',
  },
  nasHasTunnel: {
    code: 'tunnels.nas_has_tunnel',
    status: 409,
    message: 'The NAS has a tunnel already. Remove that first.',
  },
  revisionConflict: {
    code: 'tunnels.revision_conflict',
    status: 409,
    message: 'The gateway was changed since you read it.',
  },
});
