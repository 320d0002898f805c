import { defineErrors } from '../../platform/errors.ts';

export const zoneErrors = defineErrors({
  notFound: { code: 'zones.not_found', status: 404, message: 'There is no such zone.' },
  invalidPrefixes: {
    code: 'zones.invalid_prefixes',
    status: 400,
    message: 'Some prefixes cannot be kept; each is an address or a prefix, and none lies in another.',
  },
  prefixTaken: {
    code: 'zones.prefix_taken',
    status: 409,
    message: 'Some prefixes overlap those of another zone. A destination belongs to one zone.',
  },
  nameTaken: { code: 'zones.name_taken', status: 409, message: 'Another zone has this name.' },
  keyTaken: { code: 'zones.key_taken', status: 409, message: 'Another zone has this key.' },
  keyInUse: {
    code: 'zones.key_in_use',
    status: 409,
    message: 'Plans use this zone, so its key stays: routers have lists and queues by that name.',
  },
  inUse: {
    code: 'zones.in_use',
    status: 409,
    message: 'Plans use this zone, so it stays for the record of what was sold.',
  },
  tooMany: { code: 'zones.too_many', status: 409, message: 'There are 100 zones already; delete one first.' },
  revisionConflict: {
    code: 'zones.revision_conflict',
    status: 409,
    message: 'The zone was changed since you read it.',
  },
});
