import { defineErrors } from '../../platform/errors.ts';

/** This module throws from its catalogue. */
export const tenancyErrors = defineErrors({
  notFound: { code: 'tenancy.not_found', status: 404, message: 'There is no such tenant.' },
  codeTaken: {
    code: 'tenancy.code_taken',
    status: 409,
    message: 'Another tenant has this code; choose another.',
  },
  revisionConflict: {
    code: 'tenancy.revision_conflict',
    status: 409,
    message: 'The tenant was changed since you read it.',
  },
  ownTenant: {
    code: 'tenancy.own_tenant',
    status: 409,
    message: 'You are signed in to this tenant; suspending it would lock you out. Sign in to another first.',
  },
});
