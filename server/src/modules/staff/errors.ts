import { defineErrors } from '../../platform/errors.ts';

/** This module throws from its catalogue. */
export const staffErrors = defineErrors({
  wrongCredentials: {
    code: 'staff.wrong_credentials',
    status: 401,
    message: 'The e-mail address or the password is wrong.',
  },
  secondFactorRequired: {
    code: 'staff.second_factor_required',
    status: 401,
    message: 'The password is right; give the code of the second factor: POST /api/auth/second-factor.',
  },
  challengeOver: {
    code: 'staff.challenge_over',
    status: 401,
    message: 'This sign-in took too long or was finished elsewhere; begin again with the password.',
  },
  wrongCode: { code: 'staff.wrong_code', status: 400, message: 'The code of the second factor is wrong.' },
  secondFactorBlocked: {
    code: 'staff.second_factor_blocked',
    status: 429,
    message: 'Too many wrong codes; wait for the time in Retry-After, or use a recovery code.',
  },
  secondFactorOn: {
    code: 'staff.second_factor_on',
    status: 409,
    message: 'The second factor is on already; turn it off first.',
  },
  secondFactorOff: {
    code: 'staff.second_factor_off',
    status: 409,
    message: 'There is no second factor; begin with its enrolment.',
  },
  setupClosed: {
    code: 'staff.setup_closed',
    status: 409,
    message: 'This installation has an owner; sign in instead.',
  },
  wrongSetupCode: {
    code: 'staff.wrong_setup_code',
    status: 403,
    message: 'This set-up link does not hold; the last one that the start printed does.',
  },
  emailTaken: {
    code: 'staff.email_taken',
    status: 409,
    message: 'Another person has this e-mail address.',
  },
  sessionNotFound: {
    code: 'staff.session_not_found',
    status: 404,
    message: 'You have no such session; it has ended already.',
  },
  noAccess: {
    code: 'staff.no_access',
    status: 403,
    message: 'You have no access to this tenant at present; ask its owner.',
  },
  tenantNeeded: {
    code: 'staff.tenant_needed',
    status: 409,
    message: 'You belong to several tenants; say which one in the field tenant.',
  },
  busy: {
    code: 'staff.busy',
    status: 503,
    message: 'Too many people sign in at this moment; try again.',
  },
  wrongPassword: { code: 'staff.wrong_password', status: 400, message: 'The present password is wrong.' },
  weakPassword: { code: 'staff.weak_password', status: 400, message: 'Choose another password.' },
  notFound: { code: 'staff.not_found', status: 404, message: 'There is no such member of staff.' },
  alreadyMember: {
    code: 'staff.already_member',
    status: 409,
    message: 'A person with this e-mail address already works here.',
  },
  lastOwner: {
    code: 'staff.last_owner',
    status: 409,
    message: 'This is the last owner; make someone else an owner first.',
  },
  outranked: {
    code: 'staff.outranked',
    status: 403,
    message: 'This holds rights that you do not have, so you cannot change it.',
  },
  cannotGrant: {
    code: 'staff.cannot_grant',
    status: 403,
    message: 'Nobody can give a right that they do not have.',
  },
  unknownRole: { code: 'staff.unknown_role', status: 400, message: 'There is no such role.' },
  unknownPermission: {
    code: 'staff.unknown_permission',
    status: 400,
    message: 'There is no such permission; GET /api/permissions lists them.',
  },
  roleNotFound: { code: 'staff.role_not_found', status: 404, message: 'There is no such role.' },
  roleNameTaken: { code: 'staff.role_name_taken', status: 409, message: 'Another role has this name.' },
  roleInUse: {
    code: 'staff.role_in_use',
    status: 409,
    message: 'Someone has this role; give them another first.',
  },
  ownerRoleFixed: {
    code: 'staff.owner_role_fixed',
    status: 409,
    message: 'The owner role always holds every permission; it is neither changed nor deleted.',
  },
  apiKeyNotFound: { code: 'staff.api_key_not_found', status: 404, message: 'There is no such API key.' },
  apiKeyNameTaken: {
    code: 'staff.api_key_name_taken',
    status: 409,
    message: 'Another API key that holds has this name.',
  },
  unknownNas: { code: 'staff.unknown_nas', status: 400, message: 'There is no such NAS.' },
  needsNas: {
    code: 'staff.needs_nas',
    status: 400,
    message: 'Only a key that speaks for a NAS asks for logins and reports sessions.',
  },
  keyOfNas: {
    code: 'staff.key_of_nas',
    status: 400,
    message: 'A key that speaks for a NAS asks for logins and reports sessions, and nothing else.',
  },
  apiKeyRevoked: {
    code: 'staff.api_key_revoked',
    status: 409,
    message: 'This API key was revoked, which cannot be undone; make another.',
  },
  tooManyApiKeys: {
    code: 'staff.too_many_api_keys',
    status: 409,
    message: 'There are as many API keys as a tenant may have; revoke one that is not needed first.',
  },
  expiresInThePast: {
    code: 'staff.expires_in_the_past',
    status: 400,
    message: 'An API key ends in the future, or never.',
  },
  revisionConflict: {
    code: 'staff.revision_conflict',
    status: 409,
    message: 'The row was changed since you read it.',
  },
  unknownTenant: { code: 'staff.unknown_tenant', status: 404, message: 'There is no tenant with this code.' },
  unknownPerson: {
    code: 'staff.unknown_person',
    status: 404,
    message: 'Nobody with this e-mail address has access to any tenant.',
  },
});
