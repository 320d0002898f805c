import { defineErrors } from '../../platform/errors.ts';

export const freeradiusErrors = defineErrors({
  isOn: { code: 'freeradius.is_on', status: 409, message: 'The FreeRADIUS bridge is on already.' },
  isOff: { code: 'freeradius.is_off', status: 409, message: 'The FreeRADIUS bridge is off.' },
});
