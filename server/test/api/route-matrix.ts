import { contact, editableSale, nasFields, sale, settings, tenantFields, terms } from './route-bodies.ts';
import { freshPrefix, type House, type Kind } from './route-house.ts';

/**
 * Every route of the API and what each actor is answered there (D1). A route of the OpenAPI file without
 * its row fails the tests, and so does a row without its route.
 *
 * `foreign` actors are asked with ids of another tenant wherever an id stands. An actor that comes later,
 * such as a reseller or a subscriber, is one more name here and one more number in each row, which the
 * compiler demands.
 */
export const actors = [
  /** The tenant's owner: holds every permission. */
  'owner',
  /** Its staff whose role holds every permission to read. */
  'clerk',
  /** Its staff whose role holds none. */
  'bystander',
  /** Another tenant's owner. */
  'stranger',
  /** Works for this tenant without permissions, and is signed in to the other one as an owner. */
  'double',
  /** The operator of the platform, signed in to a tenant of their own. */
  'operator',
  /** No token. */
  'nobody',
] as const;
export type ActorName = (typeof actors)[number];
export const foreignActors: readonly ActorName[] = ['stranger', 'double', 'operator'];

type Body = Record<string, unknown>;

export interface MatrixRow {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  /** The status for each actor, in their order: with ids of the owner's tenant wherever an id stands in the path. */
  answers: readonly [number, number, number, number, number, number, number];
  /** What the id in the path names. */
  id?: Kind;
  /** Filters that take an id. A foreign one finds nothing. */
  filters?: Readonly<Record<string, Kind>>;
  /** What the route cannot be asked without. */
  query?: string;
  /** An accepted body with every field, for rows of this house. */
  body?: (house: House) => Body;
  /** Fields of the body that take an id, and how a foreign one is refused. */
  bodyIds?: Readonly<Record<string, { kind: Kind; refused: 400 | 404 }>>;
  /** Ends the session or the password it is called with. */
  endsSession?: true;
  /** The list is read page by page, with a cursor. */
  isList?: true;
  /** Answers with another tenant's rows by design. */
  tellsTenants?: true;
}

type Row = Omit<MatrixRow, 'method' | 'path' | 'answers'>;
const row =
  (method: MatrixRow['method']) =>
  (path: string, answers: MatrixRow['answers'], more: Row = {}): MatrixRow => ({
    method,
    path,
    answers,
    ...more,
  });
const get = row('GET');
const post = row('POST');
const patch = row('PATCH');
const remove = row('DELETE');

const list = { isList: true } as const;

// The columns:                                owner clerk bystander stranger double operator nobody
export const routeMatrix: readonly MatrixRow[] = [
  get('/api/server-time', [200, 200, 200, 200, 200, 200, 200]),
  get('/api/system/roles', [403, 403, 403, 403, 403, 200, 401]),
  post('/api/auth/login', [401, 401, 401, 401, 401, 401, 401], {
    body: ({ tenant, unique }) => ({
      email: `nobody${unique()}@example.org`,
      password: 'wrong',
      tenant: tenant.code,
    }),
  }),
  post('/api/auth/logout', [200, 200, 200, 200, 200, 200, 401], { endsSession: true }),
  post('/api/auth/logout-everywhere', [200, 200, 200, 200, 200, 200, 401], { endsSession: true }),
  get('/api/auth/me', [200, 200, 200, 200, 200, 200, 401]),
  post('/api/auth/password', [400, 400, 400, 400, 400, 400, 401], {
    body: () => ({ currentPassword: 'wrong', newPassword: 'a better one than that' }),
  }),
  get('/api/permissions', [200, 200, 200, 200, 200, 200, 401]),
  get('/api/search', [200, 200, 200, 200, 200, 200, 401], { query: 'q=user' }),
  get('/api/reject-reasons', [200, 200, 200, 200, 200, 200, 401]),

  get('/api/tenants', [403, 403, 403, 403, 403, 200, 401], { ...list, tellsTenants: true }),
  post('/api/tenants', [403, 403, 403, 403, 403, 201, 401], {
    body: ({ unique }) => ({
      ...tenantFields,
      code: `new-${unique()}`,
      owner: { email: `owner${unique()}@example.org`, name: 'Owner' },
    }),
  }),
  get('/api/tenants/{id}', [403, 403, 403, 403, 403, 200, 401], { id: 'tenant', tellsTenants: true }),
  patch('/api/tenants/{id}', [403, 403, 403, 403, 403, 200, 401], {
    id: 'tenant',
    tellsTenants: true,
    body: () => ({ ...tenantFields, status: 'active' }),
  }),
  get('/api/tenant', [200, 200, 200, 200, 200, 200, 401]),
  patch('/api/tenant', [200, 403, 403, 200, 200, 200, 401], { body: () => tenantFields }),
  get('/api/settings', [200, 200, 403, 200, 200, 200, 401]),
  patch('/api/settings', [200, 403, 403, 200, 200, 200, 401], { body: () => settings }),
  get('/api/audit', [200, 200, 403, 200, 200, 200, 401], {
    ...list,
    filters: { subjectId: 'plan', actorId: 'person' },
  }),

  get('/api/staff', [200, 200, 403, 200, 200, 200, 401], list),
  post('/api/staff', [201, 403, 403, 201, 201, 201, 401], {
    body: ({ ids, unique }) => ({ email: `new${unique()}@example.org`, name: 'New', roleId: ids.role }),
    bodyIds: { roleId: { kind: 'role', refused: 400 } },
  }),
  get('/api/staff/{id}', [200, 200, 403, 404, 404, 404, 401], { id: 'person' }),
  patch('/api/staff/{id}', [200, 403, 403, 404, 404, 404, 401], {
    id: 'person',
    body: ({ ids }) => ({ roleId: ids.role, status: 'active' }),
    bodyIds: { roleId: { kind: 'role', refused: 400 } },
  }),
  get('/api/roles', [200, 200, 403, 200, 200, 200, 401], list),
  post('/api/roles', [201, 403, 403, 201, 201, 201, 401], {
    body: ({ unique }) => ({ name: `Clerk ${unique()}`, permissions: ['nas.read'] }),
  }),
  get('/api/roles/{id}', [200, 200, 403, 404, 404, 404, 401], { id: 'role' }),
  patch('/api/roles/{id}', [200, 403, 403, 404, 404, 404, 401], {
    id: 'role',
    body: ({ unique }) => ({ name: `Desk ${unique()}`, permissions: ['nas.read'] }),
  }),
  remove('/api/roles/{id}', [200, 403, 403, 404, 404, 404, 401], { id: 'role' }),

  get('/api/nas', [200, 200, 403, 200, 200, 200, 401], { ...list, query: 'vendor=mikrotik&isEnabled=true' }),
  post('/api/nas', [201, 403, 403, 201, 201, 201, 401], {
    body: ({ unique }) => ({
      ...nasFields,
      name: `edge ${unique()}`,
      prefix: freshPrefix(),
      secret: 'a-secret-of-16-chars',
    }),
  }),
  get('/api/nas/{id}', [200, 200, 403, 404, 404, 404, 401], { id: 'nas' }),
  patch('/api/nas/{id}', [200, 403, 403, 404, 404, 404, 401], {
    id: 'nas',
    body: ({ unique }) => ({ ...nasFields, name: `core ${unique()}`, prefix: freshPrefix() }),
  }),
  remove('/api/nas/{id}', [200, 403, 403, 404, 404, 404, 401], { id: 'nas' }),
  get('/api/nas/{id}/secret', [200, 403, 403, 404, 404, 404, 401], { id: 'nas' }),
  post('/api/nas/{id}/secret', [200, 403, 403, 404, 404, 404, 401], {
    id: 'nas',
    body: () => ({ secret: 'a-secret-of-16-chars' }),
  }),

  get('/api/plans', [200, 200, 403, 200, 200, 200, 401], { ...list, query: 'status=on_sale' }),
  post('/api/plans', [201, 403, 403, 201, 201, 201, 401], {
    body: ({ unique }) => ({
      name: `Fast ${unique()}`,
      description: 'for all',
      payment: 'prepaid',
      service: 'pppoe',
      status: 'on_sale',
      isDefault: false,
      terms,
    }),
  }),
  get('/api/plans/{id}', [200, 200, 403, 404, 404, 404, 401], { id: 'plan' }),
  patch('/api/plans/{id}', [200, 403, 403, 404, 404, 404, 401], {
    id: 'plan',
    body: ({ unique }) => ({
      name: `Home ${unique()}`,
      description: 'for all',
      status: 'on_sale',
      isDefault: false,
    }),
  }),
  remove('/api/plans/{id}', [200, 403, 403, 404, 404, 404, 401], { id: 'plan' }),
  post('/api/plans/{id}/versions', [201, 403, 403, 404, 404, 404, 401], {
    id: 'plan',
    body: () => ({ terms, applyTo: 'new' }),
  }),
  post('/api/plans/{id}/apply-latest-version', [200, 403, 403, 404, 404, 404, 401], { id: 'plan' }),

  get('/api/subscribers', [200, 200, 403, 200, 200, 200, 401], {
    ...list,
    query: 'status=active&q=mark&tag=cave',
    filters: { planId: 'plan', nasId: 'nas' },
  }),
  post('/api/subscribers', [201, 403, 403, 201, 201, 201, 401], {
    body: (house) => ({
      ...contact(house),
      credential: 'password',
      password: 'sesame-open',
      portalPassword: 'sesame-open',
      macBinding: 'fixed',
      macs: ['aa:bb:cc:dd:ee:ff'],
      planId: house.ids.plan,
      startsAt: '2027-01-01T00:00:00Z',
      autoRenew: true,
    }),
    bodyIds: { nasId: { kind: 'nas', refused: 400 }, planId: { kind: 'plan', refused: 400 } },
  }),
  get('/api/subscribers/{id}', [200, 200, 403, 404, 404, 404, 401], { id: 'subscriber' }),
  patch('/api/subscribers/{id}', [200, 403, 403, 404, 404, 404, 401], {
    id: 'subscriber',
    body: contact,
    bodyIds: { nasId: { kind: 'nas', refused: 400 } },
  }),
  post('/api/subscribers/{id}/status', [200, 403, 403, 404, 404, 404, 401], {
    id: 'subscriber',
    body: () => ({ action: 'suspend', reason: 'asked' }),
  }),
  get('/api/subscribers/{id}/password', [200, 403, 403, 404, 404, 404, 401], { id: 'subscriber' }),
  post('/api/subscribers/{id}/password', [200, 403, 403, 404, 404, 404, 401], {
    id: 'subscriber',
    body: () => ({ password: 'sesame-open' }),
  }),
  post('/api/subscribers/{id}/portal-password', [200, 403, 403, 404, 404, 404, 401], {
    id: 'subscriber',
    body: () => ({ portalPassword: 'sesame-open' }),
  }),
  post('/api/subscribers/{id}/mac', [200, 403, 403, 404, 404, 404, 401], {
    id: 'subscriber',
    body: () => ({ binding: 'fixed', macs: ['aa:bb:cc:dd:ee:ff'] }),
  }),
  post('/api/subscribers/{id}/mac/reset', [200, 403, 403, 404, 404, 404, 401], { id: 'subscriber' }),

  get('/api/subscriptions', [200, 200, 403, 200, 200, 200, 401], {
    ...list,
    query: 'status=active',
    filters: { subscriberId: 'subscriber', planId: 'plan' },
  }),
  get('/api/subscriptions/{id}', [200, 200, 403, 404, 404, 404, 401], { id: 'subscription' }),
  patch('/api/subscriptions/{id}', [200, 403, 403, 404, 404, 404, 401], {
    id: 'subscription',
    body: editableSale,
    bodyIds: { renewalPlanId: { kind: 'plan', refused: 400 } },
  }),
  post('/api/subscribers/{id}/subscriptions', [201, 403, 403, 404, 404, 404, 401], {
    id: 'subscriber',
    body: sale,
    bodyIds: { planId: { kind: 'plan', refused: 400 }, renewalPlanId: { kind: 'plan', refused: 400 } },
  }),
  post('/api/subscriptions/{id}/cancel', [200, 403, 403, 404, 404, 404, 401], {
    id: 'subscription',
    body: () => ({ reason: 'moved' }),
  }),
  post('/api/subscriptions/{id}/extend', [200, 403, 403, 404, 404, 404, 401], {
    id: 'subscription',
    body: () => ({ until: '2098-01-01T00:00:00Z', reason: 'kind' }),
  }),
  post('/api/subscriptions/{id}/change-plan', [200, 403, 403, 404, 404, 404, 401], {
    id: 'subscription',
    body: ({ ids }) => ({ planId: ids.plan, when: 'at_expiry' }),
    bodyIds: { planId: { kind: 'plan', refused: 400 } },
  }),

  get('/api/sessions', [200, 200, 403, 200, 200, 200, 401], {
    ...list,
    query: 'online=true&username=ali&ip=192.0.2.9&mac=aa:bb:cc:dd:ee:ff',
    filters: { nasId: 'nas', subscriberId: 'subscriber' },
  }),
  get('/api/sessions/{id}', [200, 200, 403, 404, 404, 404, 401], { id: 'session' }),
  get('/api/subscribers/{id}/sessions', [200, 200, 403, 404, 404, 404, 401], { ...list, id: 'subscriber' }),
  get('/api/subscribers/{id}/usage', [200, 200, 403, 404, 404, 404, 401], {
    id: 'subscriber',
    query: 'from=2026-01-01&to=2026-01-31',
  }),
  get('/api/auth-log', [200, 200, 403, 200, 200, 200, 401], {
    ...list,
    query:
      'outcome=rejected&reason=aaa.unknown_user&username=ali&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z',
    filters: { subscriberId: 'subscriber', nasId: 'nas' },
  }),
  get('/api/radius/status', [200, 200, 403, 200, 200, 200, 401]),
  get('/api/radius/nodes', [403, 403, 403, 403, 403, 200, 401]),
  post('/api/sessions/{id}/disconnect', [202, 403, 403, 404, 404, 404, 401], {
    id: 'session',
    body: () => ({ reason: 'moved' }),
  }),
  get('/api/disconnects/{id}', [200, 200, 403, 404, 404, 404, 401], { id: 'disconnect' }),
  // The orders of a session outlive it, so an unknown one has an empty list.
  get('/api/sessions/{id}/disconnects', [200, 200, 403, 200, 200, 200, 401], { ...list, id: 'session' }),
];
