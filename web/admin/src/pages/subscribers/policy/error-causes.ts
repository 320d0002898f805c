/** The Error-Cause values of RFC 5176 that have words here. */
export const errorCauses = [
  201, 202, 401, 402, 403, 404, 405, 406, 407, 501, 502, 503, 504, 505, 506, 507, 508,
] as const;
