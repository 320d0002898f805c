export {
  createNasFleet,
  type FleetRouter,
  type NasFleet,
  type NasFleetDependencies,
} from './nas-fleet/nas-fleet.ts';
export type {
  CoaMode,
  FleetFaults,
  FleetFaultSettings,
  NasFleetOptions,
  NasFleetSettings,
  Span,
} from './nas-fleet/fleet-options.ts';
export type {
  FleetPlan,
  LoginMethod,
  OddProof,
  RouterApiPlan,
  RouterPlan,
  SubscriberPlan,
} from './nas-fleet/fleet-plan.ts';
export type { SessionCounters, SessionEnd, SessionTruth } from './nas-fleet/session-truth.ts';
export type { FleetCounters, FleetStats } from './nas-fleet/fleet-stats.ts';
export { startChaosProxy, type ChaosProxy, type ChaosProxyOptions } from './chaos-proxy/chaos-proxy.ts';
export { NO_FAULTS, type PathCounters, type PathFaults } from './network-faults/faulty-path.ts';
export { generateLoad, type LoadOptions } from './load-generator/generate-load.ts';
export type { LoadKind, LoadSubscriber } from './load-generator/load-packets.ts';
export { prepareLoad, type PreparedLoad, type PrepareOptions } from './load-generator/prepare-load.ts';
export { runLoad, type Latency, type LoadReport, type RunOptions } from './load-generator/run-load.ts';
export { runStorm, type StormOptions, type StormReport } from './load-generator/run-storm.ts';
export { startRouterosDevice, type RouterosDevice } from './routeros/routeros-device.ts';
export type {
  DeviceCertificate,
  DeviceFaults,
  DeviceUser,
  Mischief,
  RouterosDeviceOptions,
} from './routeros/device-options.ts';
export type { DeviceRecord, RecordedSentence } from './routeros/device-record.ts';
export type { RouterSession, Volume } from './routeros/router-session.ts';
export { RouterState } from './routeros/router-state.ts';
export { makeSelfSignedCertificate } from './routeros/self-signed-certificate.ts';
export type { SteadySession, SteadySessionPlan } from './routeros/steady-session.ts';
