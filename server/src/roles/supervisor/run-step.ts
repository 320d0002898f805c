import { fork } from 'node:child_process';
import process from 'node:process';
import { roleFlags } from '../role-flags.ts';
import type { FromStep, ToStep } from './step-messages.ts';

/** What went wrong in a step, as its child said it. */
export class StepFailed extends Error {
  override name = 'StepFailed';
  /** The database did not answer; trying again later may help. */
  readonly isUnreachable: boolean;

  constructor(message: string, isUnreachable: boolean) {
    super(message);
    this.isUnreachable = isUnreachable;
  }
}

/**
 * Runs one step in a child process and returns its last message. Throws StepFailed; an abort of the
 * signal ends the child, whose database work is transactional.
 */
export function runStep(options: {
  program: string;
  environment: NodeJS.ProcessEnv;
  message: ToStep;
  signal: AbortSignal;
}): Promise<FromStep> {
  const { program, environment, message, signal } = options;
  return new Promise((resolve, reject) => {
    const child = fork(program, [message.type], {
      // The roles' own flags, so that they take the code that a step has compiled.
      execArgv: [...process.execArgv, '--disable-sigusr1', ...roleFlags],
      env: environment,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: true,
    });
    let last: FromStep | undefined;
    const abort = (): void => {
      child.kill('SIGTERM');
    };
    signal.addEventListener('abort', abort, { once: true });
    child.on('message', (received: FromStep) => {
      last = received;
    });
    child.once('error', reject);
    child.once('exit', (code, how) => {
      signal.removeEventListener('abort', abort);
      if (last?.type === 'failed') reject(new StepFailed(last.message, last.isUnreachable));
      else if (code === 0 && last) resolve(last);
      else reject(new StepFailed(`${message.type} ended with ${how ?? `code ${code}`}`, false));
    });
    child.send(message, () => {});
    if (signal.aborted) abort();
  });
}
