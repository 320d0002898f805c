import type { Socket } from 'node:net';
import type { SeededRandom } from '@trunkline/kit';
import { DEFAULT_LIMITS, encodeSentence, SentenceDecoder, type Timers } from '@trunkline/routeros';
import { DeviceLogin } from './device-login.ts';
import type { DeviceFaults, DeviceUser } from './device-options.ts';
import type { Properties } from './menu-table.ts';
import { makeMischief } from './mischief.ts';
import { parseCommand, type DeviceCommand } from './parse-command.ts';
import { startPing } from './ping.ts';
import type { DeviceMoment } from './router-rows.ts';
import type { RouterState } from './router-state.ts';
import { isAtLeast } from './router-text.ts';
import { mayWrite } from './user-rights.ts';
import { isWrite, runCommand, type CommandResult } from './run-command.ts';
import { Trap } from './trap.ts';

/** What a connection needs of its device. */
export interface DeviceContext {
  readonly state: RouterState;
  readonly version: string;
  readonly users: readonly DeviceUser[];
  readonly random: SeededRandom;
  readonly timers: Timers;
  readonly trickleMs: number;
  readonly faults: () => DeviceFaults;
  readonly moment: () => DeviceMoment;
  readonly onSentence: (words: readonly string[]) => void;
  /** The device loses its power. */
  readonly die: () => void;
}

/** Commands under way on one connection. */
const MAX_RUNNING = 256;

/** One client of the API. */
export class DeviceConnection {
  readonly #socket: Socket;
  readonly #context: DeviceContext;
  readonly #login: DeviceLogin;
  /** What stops a command that goes on, by tag. */
  readonly #running = new Map<string | undefined, () => void>();
  #user: DeviceUser | undefined;
  #commands = 0;

  constructor(socket: Socket, context: DeviceContext) {
    this.#socket = socket;
    this.#context = context;
    this.#login = new DeviceLogin(context);
    const decoder = new SentenceDecoder(DEFAULT_LIMITS, (words) => this.#take(words));
    socket.on('data', (chunk) => {
      try {
        decoder.push(chunk);
      } catch {
        // As the device: whoever does not speak the protocol is thrown out.
        socket.destroy();
      }
    });
    // A client that goes without a word is no trouble to a router.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#stopAll());
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(words: readonly string[]): void {
    const { faults, onSentence, timers } = this.#context;
    if (this.#socket.destroyed) return;
    onSentence(words);
    const command = parseCommand(words);
    const { answerDelayMs } = faults();
    if (answerDelayMs > 0) timers.start(answerDelayMs, () => this.#answer(command));
    else this.#answer(command);
  }

  #answer(command: DeviceCommand): void {
    if (this.#socket.destroyed) return;
    if (command.path === '/login') this.#logIn(command);
    else if (!this.#user) this.#send(['!fatal', 'not logged in'], true);
    else if (!this.#misbehave(command)) this.#obey(command, this.#user);
  }

  #logIn(command: DeviceCommand): void {
    const { faults } = this.#context;
    const step = this.#login.take(command);
    if (step.kind === 'challenge') this.#reply(command, { rows: [], ret: step.challenge });
    else if (step.kind === 'accepted' && !faults().refusesLogins) {
      this.#user = step.user;
      this.#done(command);
    } else {
      const message = step.kind === 'refused' ? step.message : 'invalid user name or password (6)';
      this.#refuse(command, new Trap(message));
    }
  }

  /** True: nothing more is to be done. */
  #misbehave(command: DeviceCommand): boolean {
    const { faults, die, random, timers, trickleMs } = this.#context;
    const { instead, dies } = faults();
    this.#commands++;
    if (instead) {
      makeMischief(instead, { socket: this.#socket, random, timers, trickleMs, tag: command.tag });
      return true;
    }
    if (dies?.atCommand !== this.#commands) return false;
    if (dies.when === 'after') this.#try(command);
    die();
    return true;
  }

  #obey(command: DeviceCommand, user: DeviceUser): void {
    const { trap } = this.#context.faults();
    if (trap && command.path.startsWith(trap.path))
      this.#refuse(command, new Trap(trap.message, trap.category));
    else if (isWrite(command) && !mayWrite(this.#context.state, user))
      this.#refuse(command, new Trap('not enough permissions (9)'));
    else if (command.path === '/cancel') this.#cancel(command);
    else if (command.path === '/tool/ping' || command.path === '/ping') this.#ping(command);
    else {
      const result = this.#try(command);
      if (result instanceof Trap) this.#refuse(command, result);
      else this.#reply(command, result);
    }
  }

  #try(command: DeviceCommand): CommandResult | Trap {
    try {
      return runCommand(this.#context.state, command, this.#context.moment());
    } catch (error) {
      if (error instanceof Trap) return error;
      throw error;
    }
  }

  #ping(command: DeviceCommand): void {
    if (this.#running.size >= MAX_RUNNING) return this.#refuse(command, new Trap('too many commands', 4));
    const stop = startPing(command, this.#context.timers, {
      onRow: (row) => this.#row(command, row),
      onEnd: () => {
        this.#running.delete(command.tag);
        this.#done(command);
      },
    });
    this.#running.set(command.tag, () => {
      stop();
      this.#running.delete(command.tag);
      this.#refuse(command, new Trap('interrupted', 2));
    });
  }

  #cancel(command: DeviceCommand): void {
    const { tag } = command.attributes;
    const stops = tag === undefined ? [...this.#running.values()] : [this.#running.get(tag)];
    for (const stop of stops) stop?.();
    this.#done(command);
  }

  #stopAll(): void {
    for (const stop of this.#running.values()) stop();
  }

  #reply(command: DeviceCommand, { rows, ret }: CommandResult): void {
    const isPrint = command.verb === 'print' || command.verb === 'getall';
    const isEmpty = isPrint && rows.length === 0 && ret === undefined;
    const { htmlNames } = this.#context.faults();
    const sentences = rows.map((row) => rowWords(command, htmlNames ? withMarkup(row) : row));
    if (isEmpty && isAtLeast(this.#context.version, 7, 18)) sentences.push(tagged(command, ['!empty']));
    sentences.push(tagged(command, ret === undefined ? ['!done'] : ['!done', `=ret=${ret}`]));
    if (!this.#socket.destroyed) this.#socket.write(Buffer.concat(sentences.map(encodeSentence)));
  }

  #row(command: DeviceCommand, row: Properties): void {
    this.#send(rowWords(command, row));
  }

  #done(command: DeviceCommand): void {
    this.#send(tagged(command, ['!done']));
  }

  #refuse(command: DeviceCommand, { message, category }: Trap): void {
    const why = category === undefined ? [] : [`=category=${category}`];
    this.#send(tagged(command, ['!trap', ...why, `=message=${message}`]));
    this.#done(command);
  }

  #send(words: readonly string[], isLast = false): void {
    if (this.#socket.destroyed) return;
    if (isLast) this.#socket.end(encodeSentence(words));
    else this.#socket.write(encodeSentence(words));
  }
}

function tagged({ tag }: DeviceCommand, words: readonly string[]): string[] {
  return tag === undefined ? [...words] : [words[0]!, `.tag=${tag}`, ...words.slice(1)];
}

function rowWords(command: DeviceCommand, row: Properties): string[] {
  const properties = Object.entries(row).flatMap(([name, value]) =>
    value === undefined ? [] : [`=${name}=${value}`],
  );
  return tagged(command, ['!re', ...properties]);
}

/** What a page would run, if it took names for markup. */
const MARKUP = '<img src=x onerror=alert(1)>';
const NAMES: ReadonlySet<string> = new Set(['name', 'user', 'comment', 'caller-id', 'board-name', 'version']);

function withMarkup(row: Properties): Properties {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, NAMES.has(name) ? `${MARKUP}${value ?? ''}` : value]),
  );
}
