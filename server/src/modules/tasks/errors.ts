import { defineErrors } from '../../platform/errors.ts';

export const taskErrors = defineErrors({
  notFound: { code: 'tasks.not_found', status: 404, message: 'There is no such task.' },
  keyReused: {
    code: 'tasks.key_reused',
    status: 409,
    message: 'This idempotency key belongs to a task that was asked for something else.',
  },
  finished: { code: 'tasks.finished', status: 409, message: 'The task is over already.' },
  nothingSelected: {
    code: 'tasks.nothing_selected',
    status: 400,
    message: 'Nothing is selected that is yours.',
  },
  tooMany: {
    code: 'tasks.too_many',
    status: 400,
    message: 'More than 100,000 are selected; narrow the filter.',
  },
  busy: {
    code: 'tasks.busy',
    status: 409,
    message: 'Somebody else was changing it at that moment; do it again.',
  },
  failed: {
    code: 'tasks.failed',
    status: 500,
    message: 'The server failed at this one; its log has the cause under the id of the task.',
  },
});
