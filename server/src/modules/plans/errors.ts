import { defineErrors } from '../../platform/errors.ts';

export const planErrors = defineErrors({
  notFound: { code: 'plans.not_found', status: 404, message: 'There is no such plan.' },
  invalidTerms: { code: 'plans.invalid_terms', status: 400, message: 'The plan cannot have these terms.' },
  nameTaken: { code: 'plans.name_taken', status: 409, message: 'Another plan has this name.' },
  statusRefused: {
    code: 'plans.status_refused',
    status: 409,
    message:
      'A draft goes on sale, a plan on sale is retired, a retired one goes on sale again; nothing else.',
  },
  defaultNotOnSale: {
    code: 'plans.default_not_on_sale',
    status: 409,
    message: 'The default plan must be on sale. Make another plan the default first.',
  },
  inUse: {
    code: 'plans.in_use',
    status: 409,
    message: 'The plan was sold, so it stays for the record. Retire it instead (status: retired).',
  },
  revisionConflict: {
    code: 'plans.revision_conflict',
    status: 409,
    message: 'The plan was changed since you read it.',
  },
});
