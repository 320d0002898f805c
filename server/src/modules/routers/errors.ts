import { defineErrors } from '../../platform/errors.ts';

export const routersErrors = defineErrors({
  nasNotFound: { code: 'routers.nas_not_found', status: 404, message: 'There is no such NAS.' },
  noApi: {
    code: 'routers.no_api',
    status: 409,
    message: "Nothing says how this router's API is reached. Add it to the NAS first.",
  },
  tooManyTests: {
    code: 'routers.too_many_tests',
    status: 429,
    message: 'Other routers are being tested just now. Try again in a few seconds.',
  },
});
