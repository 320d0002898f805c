export type { Authenticator, SignedIn } from './authenticator.ts';
export { isDatabaseAway } from './database-away.ts';
export { actorId, asPerson, localActor, type Actor } from './actor.ts';
export {
  idField,
  idParams,
  instantField,
  instantInput,
  integerField,
  lastInstant,
  noData,
  queryBoolean,
  toJsonInteger,
} from './fields.ts';
export {
  defineListRoute,
  defineRoute,
  pageOf,
  Reply,
  type Access,
  type Caller,
  type Page,
  type PageRequest,
  type Route,
} from './route.ts';
export { MomentAnswers } from './moment-answers.ts';
export type { Permission } from './permission.ts';
export { defineStreamRoute } from './stream-route.ts';
export type { EventStream } from './event-stream.ts';
