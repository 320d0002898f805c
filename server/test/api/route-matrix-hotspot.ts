import { get, list, patch, post, remove, type MatrixRow } from './route-matrix-row.ts';

/** Hotspots. What a portal asks is for the key of a NAS alone: not even an owner is one. */
// The columns:                                owner clerk bystander stranger double operator key nobody
export const hotspotRows: readonly MatrixRow[] = [
  post('/api/hotspot/auth', [403, 403, 403, 403, 403, 403, 403, 401], {
    routerIds: ['calledStationId', 'nasPortId', 'sessionId'],
    body: () => ({
      username: 'somebody',
      password: 'wrong',
      mac: '02:00:00:00:00:01',
      ip: '198.51.100.7',
      sessionId: 's-1',
      nasPortId: 'wlan1',
      calledStationId: 'lobby',
    }),
  }),
  post('/api/hotspot/accounting', [403, 403, 403, 403, 403, 403, 403, 401], {
    routerIds: ['calledStationId', 'nasPortId', 'sessionId'],
    body: () => ({
      event: 'stop',
      sessionId: 's-1',
      username: 'somebody',
      sessionTimeS: 60,
      uploadBytes: 1,
      downloadBytes: 2,
      terminateCause: 'User-Request',
      token: 'x'.repeat(40),
      delayS: 1,
      mac: '02:00:00:00:00:01',
      ip: '198.51.100.7',
      nasPortId: 'wlan1',
      calledStationId: 'lobby',
    }),
  }),
  get('/api/subscribers/{id}/devices', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'subscriber' }),
  patch('/api/subscribers/{id}/devices/{deviceId}', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'device',
    within: { kind: 'subscriber', idName: 'deviceId' },
    body: () => ({ name: 'the phone' }),
  }),
  remove('/api/subscribers/{id}/devices/{deviceId}', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'device',
    within: { kind: 'subscriber', idName: 'deviceId' },
  }),
  get('/api/walled-garden', [200, 200, 403, 200, 200, 200, 200, 401], list),
  post('/api/walled-garden', [201, 403, 403, 201, 201, 201, 201, 401], {
    body: ({ unique }) => ({
      host: null,
      prefix: `198.51.${unique() % 250}.${unique() % 250}`,
      protocol: 'tcp',
      port: 443,
      note: 'the page to pay',
    }),
  }),
  remove('/api/walled-garden/{id}', [200, 403, 403, 404, 404, 404, 404, 401], { id: 'gardenEntry' }),
  get('/api/walled-garden/text', [200, 200, 403, 200, 200, 200, 200, 401], { query: 'for=coovachilli' }),
];
