import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../command.ts';

/** Asks a person at a terminal; what is typed shows. An empty answer is the fallback. */
export async function ask(terminal: Terminal, question: string, fallback: string): Promise<string> {
  const answer = await readTyped(terminal, `${question} [${fallback}]: `, true);
  return answer.trim() === '' ? fallback : answer.trim();
}

/** Asks for a secret: nothing of what is typed shows. */
export async function askSecret(terminal: Terminal, question: string): Promise<string> {
  const answer = await readTyped(terminal, `${question}: `, false);
  terminal.stderr.write('\n');
  return answer;
}

/** Questions go to stderr, so that what a command prints can be piped on. */
function readTyped(terminal: Terminal, prompt: string, isShown: boolean): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  if (!isShown) terminal.stderr.write(prompt);
  const lines = createInterface({
    input: terminal.stdin,
    output: isShown ? terminal.stderr : nowhere,
    terminal: true,
    historySize: 0,
  });
  return new Promise<string>((resolve, reject) => {
    const giveUp = (): void => {
      terminal.stderr.write('\n');
      reject(new CommandError('nothing was entered; run it again'));
    };
    lines.once('close', giveUp);
    lines.once('SIGINT', () => lines.close());
    lines.question(isShown ? prompt : '', (answer) => {
      lines.off('close', giveUp);
      lines.close();
      resolve(answer);
    });
  });
}
