import process from 'node:process';
import { startThrowawayServer } from './throwaway-server.ts';

/** As a run of tests that failed: has had a server, stopped it, and leaves with nothing more to do. */
const server = await startThrowawayServer();
await server.stop();
process.exitCode = 3;
