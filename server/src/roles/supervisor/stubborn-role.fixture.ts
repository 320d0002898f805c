import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FromRole, ToRole } from '../role-messages.ts';

/** A role that answers each question with how often it was asked, and that hears no stop. */
let asked = 0;

const say = (message: FromRole): void => void process.send!(message);

process.on('message', (message: ToRole) => {
  if (message.type === 'start') say({ type: 'ready', listens: [`pid:${process.pid}`] });
  else if (message.type === 'metrics') void answer(message.id);
});

async function answer(id: number): Promise<void> {
  asked++;
  await sleep(50);
  say({ type: 'metrics', id, text: String(asked) });
}
