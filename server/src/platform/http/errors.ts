import { defineErrors } from '../errors.ts';

/** What can be wrong with any request, whatever its route. */
export const httpErrors = defineErrors({
  invalidFields: {
    code: 'http.invalid_fields',
    status: 400,
    message: 'Some fields cannot be accepted; details names each of them.',
  },
  malformedJson: {
    code: 'http.malformed_json',
    status: 400,
    message: 'The body is not well-formed JSON in UTF-8.',
  },
  badRequest: {
    code: 'http.bad_request',
    status: 400,
    message: 'The request is not well-formed HTTP.',
  },
  invalidCursor: {
    code: 'http.invalid_cursor',
    status: 400,
    message: 'The cursor is not one that this list gave; begin again without it.',
  },
  revisionRequired: {
    code: 'http.revision_required',
    status: 400,
    message: 'A change needs the header If-Match with the revision that you read, such as If-Match: "3".',
  },
  signInRequired: {
    code: 'http.sign_in_required',
    status: 401,
    message: 'Sign in first: POST /api/auth/login gives a token for the Authorization header.',
  },
  forbidden: {
    code: 'http.forbidden',
    status: 403,
    message: 'Your role does not allow this.',
  },
  personRequired: {
    code: 'http.person_required',
    status: 403,
    message: 'An API key cannot do this; it is for a person who is signed in.',
  },
  crossSite: {
    code: 'http.cross_site',
    status: 403,
    message: 'A change by cookie must come from this site itself; other programs send the token as Bearer.',
  },
  passwordChangeRequired: {
    code: 'staff.password_change_required',
    status: 403,
    message: 'Set a password of your own first: POST /api/auth/password.',
  },
  secondFactorNeeded: {
    code: 'staff.second_factor_needed',
    status: 403,
    message: 'Set up a second factor first, as this tenant asks: POST /api/auth/second-factor/enrol.',
  },
  notFound: { code: 'http.not_found', status: 404, message: 'There is nothing at this address.' },
  bodyTooLarge: {
    code: 'http.body_too_large',
    status: 413,
    message: 'The body is larger than 1 MiB; send it in parts.',
  },
  unsupportedMediaType: {
    code: 'http.unsupported_media_type',
    status: 415,
    message: 'Bodies are JSON: send Content-Type: application/json.',
  },
  tooManyRequests: {
    code: 'http.too_many_requests',
    status: 429,
    message: 'Too many requests; try again after the seconds in Retry-After.',
  },
  databaseAway: {
    code: 'http.database_away',
    status: 503,
    message: 'The database cannot be reached at the moment; nothing was changed. Try again.',
  },
  internal: {
    code: 'http.internal',
    status: 500,
    message: 'The server failed at this request; its log has the cause under the request id.',
  },
});
