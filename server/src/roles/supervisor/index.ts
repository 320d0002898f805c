export { demoEnvironment } from './demo-environment.ts';
export { runSupervisor } from './run-supervisor.ts';
export { useDatabase, type OpenInstallation } from './use-database.ts';
export { whoRuns } from './home-lock.ts';
export { checkPorts, tryPort } from './check-ports.ts';
export { runningPath, type Running } from './home.ts';
