import { defineErrors } from '../../platform/errors.ts';

export const viewErrors = defineErrors({
  notFound: { code: 'views.not_found', status: 404, message: 'You have no such view.' },
  tooMany: {
    code: 'views.too_many',
    status: 409,
    message: 'You have 50 views of this list already; remove one first.',
  },
});
