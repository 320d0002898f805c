import { defineErrors } from '../../platform/errors.ts';

export const diagnosisErrors = defineErrors({
  tookTooLong: {
    code: 'diagnosis.took_too_long',
    status: 503,
    message: 'The database took too long to tell what is known of this subscriber. Try again.',
  },
});
