import { defineErrors } from '../../platform/errors.ts';

export const hotspotErrors = defineErrors({
  needsKeyOfNas: {
    code: 'hotspot.needs_key_of_nas',
    status: 403,
    message:
      'This is for the API key of a NAS: make one that names the NAS, with the permission hotspot.aaa.',
  },
  radiusAway: {
    code: 'hotspot.radius_away',
    status: 503,
    message:
      'The radius role of this server does not answer, so nothing is decided or kept; send the same again in a moment. If it lasts, look at bin/trunkline doctor.',
  },
  notKept: {
    code: 'hotspot.not_kept',
    status: 503,
    message: 'The accounting journal cannot keep the report now; send the same again in a moment.',
  },
  noNews: {
    code: 'hotspot.no_news',
    status: 503,
    message:
      'What this server knows is older than this tenant allows for a login; ask another server, or again later.',
  },
  nasUnknown: {
    code: 'hotspot.nas_unknown',
    status: 503,
    message:
      'The NAS of this key is switched off, or was made just now; turn it on, or send the same again in a moment.',
  },
  tooMany: {
    code: 'hotspot.too_many',
    status: 429,
    message: 'Too many requests of this NAS are being worked on; send the same again in a moment.',
  },
  deviceNotFound: {
    code: 'hotspot.device_not_found',
    status: 404,
    message: 'The subscriber has no such device.',
  },
  deviceConflict: {
    code: 'hotspot.device_conflict',
    status: 409,
    message: 'The device was changed since you read it.',
  },
  entryNotFound: {
    code: 'hotspot.entry_not_found',
    status: 404,
    message: 'The walled garden has no such entry.',
  },
  entryTaken: {
    code: 'hotspot.entry_taken',
    status: 409,
    message: 'The walled garden has this entry already.',
  },
  entryInvalid: {
    code: 'hotspot.entry_invalid',
    status: 400,
    message: 'The entry cannot be kept like this.',
  },
  tooManyEntries: {
    code: 'hotspot.too_many_entries',
    status: 409,
    message: 'The walled garden has 200 entries already; remove one first.',
  },
});
