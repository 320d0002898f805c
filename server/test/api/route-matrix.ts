import { settings, tenantFields } from './route-bodies.ts';
import { get, list, patch, post, remove, type MatrixRow } from './route-matrix-row.ts';
import { diagnosisRows } from './route-matrix-diagnosis.ts';
import { freeradiusRows } from './route-matrix-freeradius.ts';
import { hotspotRows } from './route-matrix-hotspot.ts';
import { liveRows } from './route-matrix-live.ts';
import { networkRows } from './route-matrix-network.ts';
import { policyRows } from './route-matrix-policy.ts';
import { shadowRows } from './route-matrix-shadow.ts';
import { sharingRows } from './route-matrix-sharing.ts';
import { simulationRows } from './route-matrix-simulation.ts';
import { transportRows } from './route-matrix-transport.ts';
import { subscriberRows } from './route-matrix-subscribers.ts';
import { tunnelRows } from './route-matrix-tunnels.ts';

export { actors, foreignActors, type ActorName, type MatrixRow } from './route-matrix-row.ts';

/**
 * Every route of the API and what each actor is answered there (D1). A route of the OpenAPI file without
 * its row fails the tests, and so does a row without its route.
 *
 * `foreign` actors are asked with ids of another tenant wherever an id stands. An actor that comes later,
 * such as a reseller or a subscriber, is one more name here and one more number in each row, which the
 * compiler demands.
 */
// The columns:                                owner clerk bystander stranger double operator key nobody
export const routeMatrix: readonly MatrixRow[] = [
  get('/api/server-time', [200, 200, 200, 200, 200, 200, 200, 200]),
  get('/api/guide', [200, 200, 403, 200, 200, 200, 200, 401]),
  get('/api/system/roles', [403, 403, 403, 403, 403, 200, 403, 401]),
  post('/api/auth/login', [401, 401, 401, 401, 401, 401, 401, 401], {
    body: ({ tenant, unique }) => ({
      email: `nobody${unique()}@example.org`,
      password: 'wrong',
      tenant: tenant.code,
    }),
  }),
  post('/api/auth/second-factor', [401, 401, 401, 401, 401, 401, 401, 401], {
    body: ({ unique }) => ({
      email: `nobody${unique()}@example.org`,
      challenge: 'x'.repeat(43),
      code: '123456',
    }),
  }),
  get('/api/setup', [200, 200, 200, 200, 200, 200, 200, 200]),
  post('/api/setup', [409, 409, 409, 409, 409, 409, 409, 409], {
    body: ({ unique }) => ({
      code: 'x'.repeat(43),
      name: 'Nobody',
      email: `nobody${unique()}@example.org`,
      password: 'a better one than that',
      tenant: { name: 'Nowhere', currency: 'USD', timeZone: 'UTC' },
    }),
  }),
  get('/api/auth/second-factor', [200, 200, 200, 200, 200, 200, 403, 401]),
  post('/api/auth/second-factor/enrol', [400, 400, 400, 400, 400, 400, 403, 401], {
    body: () => ({ password: 'wrong' }),
  }),
  post('/api/auth/second-factor/confirm', [409, 409, 409, 409, 409, 409, 403, 401], {
    body: () => ({ code: '123456' }),
  }),
  post('/api/auth/second-factor/disable', [400, 400, 400, 400, 400, 400, 403, 401], {
    body: () => ({ password: 'wrong', code: '123456' }),
  }),
  post('/api/auth/second-factor/recovery-codes', [400, 400, 400, 400, 400, 400, 403, 401], {
    body: () => ({ password: 'wrong', code: '123456' }),
  }),
  post('/api/auth/profile', [400, 400, 400, 400, 400, 400, 403, 401], {
    body: ({ unique }) => ({ name: 'Me', email: `other${unique()}@example.org`, password: 'wrong' }),
  }),
  get('/api/auth/sessions', [200, 200, 200, 200, 200, 200, 403, 401]),
  remove('/api/auth/sessions/{id}', [404, 404, 404, 404, 404, 404, 403, 401], { id: 'session' }),
  post('/api/auth/logout', [200, 200, 200, 200, 200, 200, 403, 401], { endsSession: true }),
  post('/api/auth/logout-everywhere', [200, 200, 200, 200, 200, 200, 403, 401], { endsSession: true }),
  get('/api/auth/me', [200, 200, 200, 200, 200, 200, 403, 401]),
  post('/api/auth/password', [400, 400, 400, 400, 400, 400, 403, 401], {
    body: () => ({ currentPassword: 'wrong', newPassword: 'a better one than that' }),
  }),
  get('/api/permissions', [200, 200, 200, 200, 200, 200, 200, 401]),
  get('/api/search', [200, 200, 200, 200, 200, 200, 200, 401], { query: 'q=user' }),
  get('/api/reject-reasons', [200, 200, 200, 200, 200, 200, 200, 401]),

  get('/api/tenants', [403, 403, 403, 403, 403, 200, 403, 401], { ...list, tellsTenants: true }),
  post('/api/tenants', [403, 403, 403, 403, 403, 201, 403, 401], {
    body: ({ unique }) => ({
      ...tenantFields,
      code: `new-${unique()}`,
      owner: { email: `owner${unique()}@example.org`, name: 'Owner' },
    }),
  }),
  get('/api/tenants/{id}', [403, 403, 403, 403, 403, 200, 403, 401], { id: 'tenant', tellsTenants: true }),
  patch('/api/tenants/{id}', [403, 403, 403, 403, 403, 200, 403, 401], {
    id: 'tenant',
    tellsTenants: true,
    body: () => ({ ...tenantFields, status: 'active' }),
  }),
  get('/api/tenant', [200, 200, 200, 200, 200, 200, 200, 401]),
  patch('/api/tenant', [200, 403, 403, 200, 200, 200, 200, 401], { body: () => tenantFields }),
  get('/api/settings', [200, 200, 403, 200, 200, 200, 200, 401]),
  patch('/api/settings', [200, 403, 403, 200, 200, 200, 200, 401], { body: () => settings }),
  get('/api/audit', [200, 200, 403, 200, 200, 200, 200, 401], {
    ...list,
    filters: { subjectId: 'plan', actorId: 'person' },
    query: 'from=2026-01-01T00:00:00Z&to=2199-01-01T00:00:00Z',
  }),

  get('/api/staff', [200, 200, 403, 200, 200, 200, 200, 401], list),
  post('/api/staff', [201, 403, 403, 201, 201, 201, 201, 401], {
    body: ({ ids, unique }) => ({ email: `new${unique()}@example.org`, name: 'New', roleId: ids.role }),
    bodyIds: { roleId: { kind: 'role', refused: 400 } },
  }),
  get('/api/staff/{id}', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'person' }),
  patch('/api/staff/{id}', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'person',
    body: ({ ids }) => ({ roleId: ids.role, status: 'active' }),
    bodyIds: { roleId: { kind: 'role', refused: 400 } },
  }),
  get('/api/roles', [200, 200, 403, 200, 200, 200, 200, 401], list),
  post('/api/roles', [201, 403, 403, 201, 201, 201, 201, 401], {
    body: ({ unique }) => ({ name: `Clerk ${unique()}`, permissions: ['nas.read'] }),
  }),
  get('/api/roles/{id}', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'role' }),
  patch('/api/roles/{id}', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'role',
    body: ({ unique }) => ({ name: `Desk ${unique()}`, permissions: ['nas.read'] }),
  }),
  remove('/api/roles/{id}', [200, 403, 403, 404, 404, 404, 404, 401], { id: 'role' }),

  get('/api/api-keys', [200, 200, 403, 200, 200, 200, 200, 401], list),
  post('/api/api-keys', [201, 403, 403, 201, 201, 201, 403, 401], {
    body: ({ unique }) => ({ name: `Key ${unique()}`, permissions: ['nas.read'], expiresAt: null }),
  }),
  get('/api/api-keys/{id}', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'apiKey' }),
  patch('/api/api-keys/{id}', [200, 403, 403, 404, 404, 404, 403, 401], {
    id: 'apiKey',
    body: ({ unique }) => ({
      name: `Other key ${unique()}`,
      permissions: ['nas.read'],
      expiresAt: '2099-01-01T00:00:00Z',
    }),
  }),
  remove('/api/api-keys/{id}', [200, 403, 403, 404, 404, 404, 403, 401], { id: 'apiKey' }),

  ...networkRows,
  ...transportRows,
  ...diagnosisRows,
  ...tunnelRows,
  ...policyRows,
  ...subscriberRows,
  ...freeradiusRows,
  ...hotspotRows,
  ...shadowRows,
  ...sharingRows,
  ...simulationRows,

  ...liveRows,
  get('/api/subscribers/{id}/sessions', [200, 200, 403, 404, 404, 404, 404, 401], {
    ...list,
    id: 'subscriber',
  }),
  get('/api/subscribers/{id}/usage', [200, 200, 403, 404, 404, 404, 404, 401], {
    id: 'subscriber',
    query: 'from=2026-01-01&to=2026-01-31',
  }),
  get('/api/subscribers/{id}/top-ups', [200, 200, 403, 404, 404, 404, 404, 401], {
    ...list,
    id: 'subscriber',
  }),
  post('/api/subscribers/{id}/top-ups', [201, 403, 403, 404, 404, 404, 404, 401], {
    id: 'subscriber',
    body: ({ unique }) => ({
      bytes: 5_000_000_000,
      timeS: 3_600,
      days: 30,
      reason: 'the line was down',
      idempotencyKey: `top-up ${unique()}`,
    }),
  }),
  get('/api/sessions/{id}/free-traffic', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'session' }),
  // Nobody's plan counts anything in this house.
  post('/api/subscribers/{id}/reset-quota', [409, 403, 403, 404, 404, 404, 404, 401], {
    id: 'subscriber',
    body: () => ({ reason: 'the line was down' }),
  }),
  get('/api/aaa/health', [200, 200, 403, 200, 200, 200, 200, 401], { query: 'minutes=30' }),
  get('/api/radius/status', [200, 200, 403, 200, 200, 200, 200, 401]),
  get('/api/radius/nodes', [403, 403, 403, 403, 403, 200, 403, 401]),
  post('/api/sessions/{id}/disconnect', [202, 403, 403, 404, 404, 404, 404, 401], {
    id: 'session',
    body: () => ({ reason: 'moved' }),
  }),
  get('/api/disconnects/{id}', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'disconnect' }),
  // The orders of a session outlive it, so an unknown one has an empty list.
  get('/api/sessions/{id}/disconnects', [200, 200, 403, 200, 200, 200, 200, 401], { ...list, id: 'session' }),
];
