import { contact, editableSale, sale } from './route-bodies.ts';
import { get, list, patch, post, put, remove, type MatrixRow } from './route-matrix-row.ts';

/** Subscribers, what they bought, and the work on many of them. */
// The columns:                                owner clerk bystander stranger double operator key nobody
export const subscriberRows: readonly MatrixRow[] = [
  get('/api/subscribers', [200, 200, 403, 200, 200, 200, 200, 401], {
    ...list,
    query: 'status=active&q=mark&tag=cave&phone=0812&expiresWithinDays=7&online=true&sort=username',
    filters: { planId: 'plan', nasId: 'nas' },
  }),
  get('/api/subscribers/counts', [200, 200, 403, 200, 200, 200, 200, 401]),
  post('/api/subscribers/bulk/preview', [200, 403, 403, 200, 200, 200, 200, 401], {
    body: ({ ids }) => ({
      selection: { ids: [ids.subscriber] },
      action: { name: 'suspend', reason: 'asked' },
    }),
  }),
  post('/api/subscribers/bulk', [202, 403, 403, 202, 202, 202, 202, 401], {
    body: ({ ids, unique }) => ({
      selection: { ids: [ids.subscriber] },
      action: { name: 'suspend', reason: 'asked' },
      idempotencyKey: `matrix-${unique()}`,
    }),
  }),
  get('/api/subscribers/{id}/last-login', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'subscriber' }),
  get('/api/subscribers/{id}/policy', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'subscriber' }),
  post('/api/subscribers', [201, 403, 403, 201, 201, 201, 201, 401], {
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
  get('/api/subscribers/{id}', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'subscriber' }),
  patch('/api/subscribers/{id}', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'subscriber',
    body: contact,
    bodyIds: { nasId: { kind: 'nas', refused: 400 } },
  }),
  post('/api/subscribers/{id}/status', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'subscriber',
    body: () => ({ action: 'suspend', reason: 'asked' }),
  }),
  get('/api/subscribers/{id}/password', [200, 403, 403, 404, 404, 404, 404, 401], { id: 'subscriber' }),
  post('/api/subscribers/{id}/password', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'subscriber',
    body: () => ({ password: 'sesame-open' }),
  }),
  post('/api/subscribers/{id}/portal-password', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'subscriber',
    body: () => ({ portalPassword: 'sesame-open' }),
  }),
  post('/api/subscribers/{id}/mac', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'subscriber',
    body: () => ({ binding: 'fixed', macs: ['aa:bb:cc:dd:ee:ff'] }),
  }),
  post('/api/subscribers/{id}/mac/reset', [200, 403, 403, 404, 404, 404, 404, 401], { id: 'subscriber' }),

  get('/api/subscriptions', [200, 200, 403, 200, 200, 200, 200, 401], {
    ...list,
    query: 'status=active',
    filters: { subscriberId: 'subscriber', planId: 'plan' },
  }),
  get('/api/subscriptions/{id}', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'subscription' }),
  patch('/api/subscriptions/{id}', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'subscription',
    body: editableSale,
    bodyIds: { renewalPlanId: { kind: 'plan', refused: 400 } },
  }),
  post('/api/subscribers/{id}/subscriptions', [201, 403, 403, 404, 404, 404, 404, 401], {
    id: 'subscriber',
    body: sale,
    bodyIds: { planId: { kind: 'plan', refused: 400 }, renewalPlanId: { kind: 'plan', refused: 400 } },
  }),
  post('/api/subscriptions/{id}/cancel', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'subscription',
    body: () => ({ reason: 'moved' }),
  }),
  post('/api/subscriptions/{id}/extend', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'subscription',
    body: () => ({ until: '2098-01-01T00:00:00Z', reason: 'kind' }),
  }),
  post('/api/subscriptions/{id}/change-plan', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'subscription',
    body: ({ ids }) => ({ planId: ids.plan, when: 'at_expiry' }),
    bodyIds: { planId: { kind: 'plan', refused: 400 } },
  }),

  get('/api/tasks', [200, 200, 200, 200, 200, 200, 200, 401], list),
  get('/api/tasks/{id}', [200, 200, 404, 404, 404, 404, 404, 401], { id: 'task' }),
  get('/api/tasks/{id}/results', [200, 200, 404, 404, 404, 404, 404, 401], {
    ...list,
    id: 'task',
    query: 'outcome=changed',
  }),
  post('/api/tasks/{id}/cancel', [200, 404, 404, 404, 404, 404, 404, 401], { id: 'task' }),

  get('/api/views', [200, 200, 200, 200, 200, 200, 403, 401], { query: 'list=subscribers' }),
  put('/api/views', [200, 403, 403, 200, 200, 200, 403, 401], {
    body: ({ unique }) => ({ list: 'subscribers', name: `View ${unique()}`, search: 'status=active' }),
  }),
  remove('/api/views/{id}', [200, 403, 403, 404, 404, 404, 403, 401], { id: 'view' }),
];
