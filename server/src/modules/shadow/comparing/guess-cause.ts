/**
 * The words with which RADIUS servers refuse: FreeRADIUS's own (rlm_expiration, rlm_logintime, Simultaneous-Use) and what
 * panels usually write in Reply-Message.
 */
const words: readonly (readonly [cause: string, pattern: RegExp])[] = [
  ['sessions', /already logged in|multiple logins|simultaneous|too many sessions/i],
  ['hours', /allowed timespan|outside your allowed|login hours|at this hour|time of day/i],
  ['expired', /expire|\bended\b|renew|validity/i],
  ['quota', /quota|volume|limit reached|data limit|maximum .*usage|used up/i],
  ['blocked', /disabled|suspend|blocked|inactive|locked|closed/i],
  ['device', /\bmac\b|device|calling.station|bind/i],
  ['place', /\bnas\b|location|not allowed here/i],
  ['password', /password|authentication failed|credential|login incorrect/i],
  ['unknown_user', /unknown user|no such user|not found|not registered/i],
];

/** Why another server most likely refuses, from what it tells the subscriber; it owes nobody a reason. */
export function guessCause(message: string | undefined): string {
  if (message === undefined) return 'unsaid';
  return words.find(([, pattern]) => pattern.test(message))?.[0] ?? 'other';
}
