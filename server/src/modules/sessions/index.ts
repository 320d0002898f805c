export { uniqueIdMark } from './accounting-event.ts';
export {
  decodeAccountingRecord,
  encodeAccountingRecord,
  type AccountingRecord,
} from './accounting-record.ts';
export {
  foldAccounting,
  type EndedSession,
  type FoldDeps,
  type FoldOutcome,
  type FoldSource,
  type SetAsideRecord,
} from './fold-accounting.ts';
export { RememberedSessions } from './remembered-sessions.ts';
export { JournalBatch } from './journal-batch.ts';
export { movePosition, readPosition, type JournalMark } from './fold-store.ts';
export { findSession } from './session-store.ts';
export { isOpen, type ClosedBy, type Session } from './session.ts';
export { closeGoneSession, reapStaleSessions } from './close-sessions.ts';
export { makeHistoryPartitionsAhead, moveToHistory } from './move-to-history.ts';
export type { SessionChange } from './session-changes.ts';
export { applySample, type SessionSample } from './apply-sample.ts';
export { recordSamples, type RecordSamplesDeps } from './record-samples.ts';
export { closeMissingSessions, type MissingSession } from './close-missing-sessions.ts';
export type { UsageDelta } from './usage-delta.ts';
export { holdUsageDays, sumUsageDays, type UsagePeriods, type UsageSums } from './usage-store.ts';
export {
  chartSteps,
  keptHoursDays,
  keptMinutesDays,
  stepAxis,
  type ChartSteps,
  type StepAxis,
} from './roll-up.ts';
export { trafficLines } from './series-routes.ts';
export {
  readOnline,
  readTraffic,
  recordOnline,
  type OnlineStep,
  type ReadRollUp,
  type RollUpSpan,
  type TrafficStep,
} from './traffic-store.ts';
