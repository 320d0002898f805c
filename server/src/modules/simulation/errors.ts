import { defineErrors } from '../../platform/errors.ts';

/** Thrown by the use cases. */
export const simulationErrors = defineErrors({
  notFound: {
    code: 'simulation.not_found',
    status: 404,
    message: 'There is no such simulation; they are kept for seven days.',
  },
  invalidRange: {
    code: 'simulation.invalid_range',
    status: 400,
    message: 'Give a range of 1 to 62 days that has ended or ends today.',
  },
  planNotFound: { code: 'simulation.plan_not_found', status: 400, message: 'There is no such plan.' },
  tooShort: {
    code: 'simulation.validity_too_short',
    status: 400,
    message: 'Usage is recorded by the day: terms that last less than a day cannot be tried.',
  },
  tooMany: {
    code: 'simulation.too_many',
    status: 400,
    message: 'More than 60,000 subscribers are meant; name a plan or tags.',
  },
  nobody: {
    code: 'simulation.nobody',
    status: 400,
    message: 'Nobody of those had a subscription in these days.',
  },
});
