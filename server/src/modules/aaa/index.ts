export {
  authenticateRequest,
  newAuthenticationCounters,
  type AuthenticationCounters,
  type AuthenticationDeps,
  type DecidedLogin,
} from './login/authenticate-request.ts';
export { answerSilently, type SilentAnswer, type SilentDeps } from './login/answer-silently.ts';
export { explainSubscriber, type ExplainedSubscriber } from './explanation/explain-subscriber.ts';
export { readLastLogin, type LastLogin, type LoggedLogin } from './auth-log/last-login.ts';
export { AuthLog, type AuthLogRow } from './auth-log/auth-log.ts';
export { ensureAuthLogDay, insertAuthLog } from './auth-log/auth-log-store.ts';
export { AuthLogWriter } from './auth-log/auth-log-writer.ts';
export { GuessLimits } from './login/guess-limits.ts';
export { loadOpenSessions, replayJournal, type SlotSources } from './slots/load-session-slots.ts';
export { addLoginMinutes, countLogins, type LoginCount } from './auth-log/login-minute-store.ts';
export { LoginMinutes } from './auth-log/login-minutes.ts';
export { DeviceKeeper } from './login/device-keeper.ts';
export { MacLearner } from './login/mac-learner.ts';
export { nasNow, type NasNow } from './nas-watch/nas-figures.ts';
export {
  observeAsked,
  observeDiscard,
  observeRequest,
  writeObservations,
} from './nas-watch/nas-observation.ts';
export { UnknownSources } from './nas-watch/nas-unknown-sources.ts';
export { remedies, remedyActions, remedyPermissions, type RemedyAction } from './login/remedies.ts';
export { rejectReasonCodes, rejectReasons, type RejectReasonCode } from './login/reject-reasons.ts';
export {
  addSessionIdentity,
  renderChange,
  sessionIdentifiers,
  type ChangedSession,
  type ChangedTerms,
  type ChangeOptions,
  type SessionIdentifier,
} from './render/render-change.ts';
export { renderTerms, type PreparedAttribute, type RenderedTerms } from './render/render-terms.ts';
export { unchangeableTerms, unsayableTerms, type LiveTerm } from './render/unchangeable-terms.ts';
export { firstAddress, plainSource, routerOf } from './login/router-address.ts';
export { SessionSlots } from './slots/session-slots.ts';
export { SlotClaims } from './slots/slot-claims.ts';
export { interimIntervalOf } from './snapshot/snapshot-entries.ts';
export type { SnapshotNas } from './snapshot/snapshot-entries.ts';
export type { OwnPorts } from './snapshot/snapshot-rows.ts';
export type { SnapshotRow } from './snapshot/snapshot-rows.ts';
export type { ShadowTerms } from './snapshot/shadow-terms.ts';
export { SnapshotFollower, type FollowerEvent } from './snapshot/snapshot-follower.ts';
export { Snapshot } from './snapshot/snapshot.ts';
export { inSlices } from './slices.ts';
export { FileKeeper } from './snapshot-file/file-keeper.ts';
export type { SnapshotPosition } from './snapshot-file/chunk-text.ts';
export { SnapshotFile } from './snapshot-file/snapshot-file.ts';
export { trackSession } from './slots/track-session.ts';
