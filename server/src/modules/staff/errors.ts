import { defineErrors } from '../../platform/errors.ts';

/** This module throws from its catalogue. */
export const staffErrors = defineErrors({
  wrongCredentials: {
    code: 'staff.wrong_credentials',
    status: 401,
    message: 'The e-mail address or the password is wrong.',
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
