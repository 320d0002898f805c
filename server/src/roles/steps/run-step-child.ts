import process from 'node:process';
import type { FromStep, ToStep } from '../supervisor/step-messages.ts';

/** The other end of the supervisor's runStep: takes the one message, does the work, reports, and ends. */
export async function runStepChild(work: (message: ToStep) => Promise<FromStep>): Promise<void> {
  if (!process.connected) process.exit(1);
  process.on('disconnect', () => process.exit(1));
  const message = await new Promise<ToStep>((resolve) => process.once('message', resolve));
  let result: FromStep;
  try {
    result = await work(message);
  } catch (error) {
    result = { type: 'failed', isUnreachable: isUnreachable(error), message: describe(error) };
  }
  process.send?.(result, () => process.exit(0));
}

/** PostgreSQL: 57P0x is starting or stopping, 53300 has too many connections, 08 lost the connection. */
const passingStates = /^(57P0[123]|53300|08...)$/;
const networkCodes =
  /^(ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EPIPE)$/;

function isUnreachable(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isUnreachable);
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return passingStates.test(code) || networkCodes.test(code);
  // pg gives its own timeouts and lost connections no code.
  return /timeout|Connection terminated/i.test(String(message));
}

function describe(error: unknown): string {
  // A host name with several addresses fails once for each.
  if (error instanceof AggregateError) return error.errors.map(describe).join('; ');
  return error instanceof Error ? error.message : String(error);
}
