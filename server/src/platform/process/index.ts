export { commandOf, identifyProcess, isRunning } from './process-identity.ts';
