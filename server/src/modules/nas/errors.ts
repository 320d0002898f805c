import { defineErrors } from '../../platform/errors.ts';

export const nasErrors = defineErrors({
  notFound: { code: 'nas.not_found', status: 404, message: 'There is no such NAS.' },
  invalid: { code: 'nas.invalid', status: 400, message: 'The NAS cannot be kept like this.' },
  nameTaken: {
    code: 'nas.name_taken',
    status: 409,
    message: 'Another NAS has this name.',
  },
  // Says no more than that: the other NAS may be another tenant's.
  prefixTaken: {
    code: 'nas.prefix_taken',
    status: 409,
    message:
      'This address or prefix already belongs to a NAS, or overlaps one that is not yours. Give the router another source address, or bring it in by a tunnel.',
  },
  noApi: {
    code: 'nas.no_api',
    status: 409,
    message: "Nothing says how this router's API is reached. Add it to the NAS first.",
  },
  inUse: {
    code: 'nas.in_use',
    status: 409,
    message:
      'Sessions or subscribers refer to this NAS, so it stays for the record. Disable it instead (isEnabled).',
  },
  revisionConflict: {
    code: 'nas.revision_conflict',
    status: 409,
    message: 'The NAS was changed since you read it.',
  },
});
