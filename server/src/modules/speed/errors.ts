import { defineErrors } from '../../platform/errors.ts';

export const speedErrors = defineErrors({
  notFound: { code: 'speed.not_found', status: 404, message: 'There is no such speed rule.' },
  invalid: { code: 'speed.invalid', status: 400, message: 'The speed rule cannot be kept like this.' },
  nameTaken: { code: 'speed.name_taken', status: 409, message: 'Another speed rule has this name.' },
  contradicts: {
    code: 'speed.contradicts',
    status: 409,
    message:
      'Another rule of this priority says something else for the same subscribers at the same hours. Give one of them another priority.',
  },
  neverApplies: {
    code: 'speed.never_applies',
    status: 409,
    message: 'Another rule always comes before this one, so that it would never apply.',
  },
  tooMany: {
    code: 'speed.too_many',
    status: 409,
    message: 'There are 200 speed rules already; delete one first.',
  },
  revisionConflict: {
    code: 'speed.revision_conflict',
    status: 409,
    message: 'The speed rule was changed since you read it.',
  },
  boostNotFound: { code: 'speed.boost_not_found', status: 404, message: 'There is no such boost.' },
  boostEnded: { code: 'speed.boost_ended', status: 409, message: 'The boost is over already.' },
  boostRuns: {
    code: 'speed.boost_runs',
    status: 409,
    message: 'A boost of this subscriber runs already. End it first.',
  },
  tooManyBoosts: {
    code: 'speed.too_many_boosts',
    status: 409,
    message: 'The subscriber had 20 boosts within a day. A plan with more speed serves better.',
  },
  boostWithoutEffect: {
    code: 'speed.boost_without_effect',
    status: 409,
    message: 'The boost would change nothing.',
  },
});
