import { canaryMark } from './leak-search.ts';

/** With letters that programs write in several ways. */
const canary = (what: string): string => `${canaryMark} ${what} "q" &+%/\\ ü`;
const simple = (what: string): string => `${canaryMark}-${what}-0f9a`;
/** One for each place that takes a secret: unlike any other text, so that each trace of it is found. */
export const invented = {
  ownPassword: simple('owner-password'),
  wrongStaffPassword: canary('wrong staff'),
  subscriberPassword: simple('subscriber-password'),
  nextSubscriberPassword: simple('next-subscriber-password'),
  portalPassword: canary('portal'),
  nasSecret: simple('nas-secret'),
  nextNasSecret: simple('next-nas-secret'),
  macPassword: simple('mac-password'),
  wrongRadiusPassword: simple('wrong-radius-password'),
  inMalformedJson: canary('malformed'),
  inUnknownField: canary('unknown field'),
  inWrongType: canary('wrong type'),
  inQuery: simple('in-query'),
  inBearer: simple('in-bearer').padEnd(43, 'x'),
  inCookie: simple('in-cookie').padEnd(43, 'x'),
  inCommandLine: simple('in-command-line'),
};
