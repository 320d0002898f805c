import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildWebApp } from '../web-build/index.ts';
import type { FromStep, ToStep } from '../supervisor/step-messages.ts';

const checkout = fileURLToPath(new URL('../../../../', import.meta.url)).replace(/\/$/, '');

/** Brings the web app of this checkout to its sources. What it says goes straight to the terminal. */
export async function buildWeb(message: ToStep): Promise<FromStep> {
  if (message.type !== 'build-web') throw new Error(`build-web got ${message.type}`);
  // Without this the signal would end this process and leave the builder behind.
  process.once('SIGTERM', () => process.exit(1));
  await buildWebApp({ checkout, say: (sentence) => process.stdout.write(`${sentence}\n`) });
  return { type: 'web-is-built' };
}
