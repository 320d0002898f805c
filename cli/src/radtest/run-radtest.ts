import { codeName, RadiusClient } from '@trunkline/radius';
import { uuidv7 } from '@trunkline/kit';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../command.ts';
import { describePacket, listAttributes } from './describe-packet.ts';
import { describeSilence } from './describe-silence.ts';
import type { Asker } from './asker.ts';
import { RadsecAsker } from './radsec-asker.ts';
import { acceptOf, testLogin, type LoginResult, type PlayedNas, type TestLogin } from './test-login.ts';
import { testSession, type SessionStep } from './test-session.ts';

export interface RadtestRun {
  readonly nas: PlayedNas;
  readonly login: TestLogin;
  /** Undefined: the login alone. */
  readonly session: { readonly holdMs: number } | undefined;
}

export interface RadtestOutcome {
  readonly login: LoginResult;
  readonly sessionId: string | undefined;
  readonly steps: readonly SessionStep[];
}

/** Plays the login and, once accepted, the session. `say` tells what happens as it happens. */
export async function runRadtest(
  { nas, login, session }: RadtestRun,
  terminal: Terminal,
  say: (line: string) => void,
): Promise<RadtestOutcome> {
  const { clock, random, signal } = terminal;
  const client: Asker = nas.radsec
    ? new RadsecAsker(nas, nas.radsec)
    : new RadiusClient({ localAddress: nas.from, clock, random });
  try {
    say(
      `Access-Request for ${login.username} by ${login.method}, from ${nas.from} to ${nas.server}:${nas.authPort}`,
    );
    const result = await reached(nas, () => testLogin(client, { nas, login, random, signal }));
    sayReply(result, say);
    const accept = acceptOf(result.exchange);
    if (!session || !accept || !result.isMutual) return { login: result, sessionId: undefined, steps: [] };
    const sessionId = `radtest-${uuidv7(clock, random)}`;
    const steps: SessionStep[] = [];
    const play = { nas, login, accept, sessionId, holdMs: session.holdMs, clock, signal };
    for await (const step of testSession(client, play)) {
      sayStep(step, say);
      steps.push(step);
    }
    return { login: result, sessionId, steps };
  } finally {
    await client.close();
  }
}

/** What keeps the outcome from being a success, in one sentence; undefined when nothing does. */
export function findFailure({ nas }: RadtestRun, { login, steps }: RadtestOutcome): string | undefined {
  const silence = describeSilence(login.exchange, { nas, port: nas.authPort });
  if (silence) return silence;
  if (!login.isMutual) {
    return 'the server accepted but did not prove that it knows the password, so an MS-CHAPv2 client hangs up; check the password';
  }
  const lost = steps.find(({ exchange }) => exchange.kind !== 'reply');
  return lost && `${lost.status}: ${describeSilence(lost.exchange, { nas, port: nas.acctPort })}`;
}

/** The outcome for programs. */
export function toJson({ login, sessionId, steps }: RadtestOutcome) {
  const { exchange } = login;
  return {
    outcome: exchange.kind === 'reply' ? codeName(exchange.packet.code) : exchange.kind,
    attempts: exchange.attempts,
    roundTripMs: exchange.kind === 'reply' ? rounded(exchange.rttMs) : null,
    isMutual: login.isMutual,
    attributes: exchange.kind === 'reply' ? listAttributes(exchange.packet) : [],
    sessionId: sessionId ?? null,
    accounting: steps.map(({ status, downloadBytes, uploadBytes, exchange: acknowledgement }) => ({
      status,
      downloadBytes,
      uploadBytes,
      outcome: acknowledgement.kind === 'reply' ? 'acknowledged' : acknowledgement.kind,
      roundTripMs: acknowledgement.kind === 'reply' ? rounded(acknowledgement.rttMs) : null,
    })),
  };
}

function sayReply({ exchange }: LoginResult, say: (line: string) => void): void {
  if (exchange.kind !== 'reply') return;
  for (const line of describePacket(exchange.packet)) say(line);
  const tries = exchange.attempts === 1 ? '' : `, after ${exchange.attempts} packets`;
  say(`Round trip ${rounded(exchange.rttMs)} ms${tries}`);
}

function sayStep(
  { status, downloadBytes, uploadBytes, exchange }: SessionStep,
  say: (line: string) => void,
): void {
  const bytes = status === 'Start' ? '' : `  ↓ ${downloadBytes} ↑ ${uploadBytes} bytes`;
  const outcome = exchange.kind === 'reply' ? `acknowledged in ${rounded(exchange.rttMs)} ms` : exchange.kind;
  say(`${status.padEnd(14)} ${outcome}${bytes}`);
}

/** A source address that is not this machine's shows only when the socket is bound. */
async function reached<T>(nas: PlayedNas, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof RangeError)
      throw new CommandError(`the request cannot be sent: ${error.message}`, { cause: error });
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRNOTAVAIL' || code === 'EINVAL') {
      throw new CommandError(`${nas.from} is not an address of this machine; give one with --from`, {
        cause: error,
      });
    }
    throw error;
  }
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
