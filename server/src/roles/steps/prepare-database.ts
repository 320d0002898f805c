import { bootstrapDatabase, migrate } from '../../platform/db/index.ts';
import type { FromStep, ToStep } from '../supervisor/step-messages.ts';

/** Makes the database and its roles where they are missing, and brings it to this version. */
export async function prepareDatabase(message: ToStep): Promise<FromStep> {
  if (message.type !== 'prepare-database') throw new Error(`prepare-database got ${message.type}`);
  const urls = await bootstrapDatabase(message);
  return { type: 'prepared', applied: await migrate(urls) };
}
