export { parseMac } from './mac.ts';
export { subscriberErrors } from './errors.ts';
export { limitSessions } from './limit-sessions.ts';
export { requireOpenSubscriber } from './change-subscriber.ts';
export { servicePasswordBinding, type SubscriberDeps } from './subscriber-deps.ts';
export {
  findSubscriber,
  lockFreeSubscribers,
  lockSubscribers,
  writeServiceRecords,
  type ServiceRecord,
} from './subscriber-store.ts';
export {
  followsSubscriptions,
  isBlocked,
  isClosed,
  type Credential,
  type MacBinding,
  type ServiceLabel,
  type Subscriber,
  type SubscriberStatus,
} from './subscriber.ts';
export { checkLoginWindows, mostLoginWindows, type LoginWindow } from './login-window.ts';
export { unusedTags } from './tag-store.ts';
export type { HeldSubscription, SubscriptionFace } from './subscription-face.ts';
export { usernameKey, type UsernameRules } from './username-key.ts';
export { rekeyUsernames } from './rekey-usernames.ts';
export {
  changed,
  defineBulkAction,
  refusedAs,
  unchanged,
  type BulkAction,
  type Verdict,
} from './bulk-action.ts';
export { subscriberBulkActions } from './bulk-actions.ts';
export { bulkTaskActions } from './bulk-task-actions.ts';
export { readBulkSubjects, type BulkSubject } from './bulk-subject-store.ts';
