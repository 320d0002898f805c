import { defineErrors } from '../../platform/errors.ts';

export const aaaErrors = defineErrors({
  invalidRange: {
    code: 'aaa.invalid_range',
    status: 400,
    message:
      'Give from and to with from before to and at most 400 days between them; of one name or device, 31 days.',
  },
});
