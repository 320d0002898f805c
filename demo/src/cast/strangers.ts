/** Names that somebody who has no account tries, as they are seen on every access network. */
export const strangers = [
  { username: 'admin', macAddress: '4C:5E:0C:00:00:01', router: 0, method: 'pap' },
  { username: 'user', macAddress: '4C:5E:0C:00:00:02', router: 1, method: 'pap' },
  { username: 'test@test', macAddress: '4C:5E:0C:00:00:03', router: 2, method: 'pap' },
  { username: '<script>alert(1)</script>', macAddress: '4C:5E:0C:00:00:04', router: 0, method: 'pap' },
  { username: 'زائر', macAddress: '4C:5E:0C:00:00:05', router: 1, method: 'pap' },
] as const;
