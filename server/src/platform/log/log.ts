import { pino, type Logger } from 'pino';
import type { Clock } from '@trunkline/kit';

export type Log = Logger;

export interface LogOptions {
  /** Stands in every line as `role`: which process speaks. */
  name: string;
  /** Stands in every line of JSON, for who gathers those of several machines. */
  node?: string;
  level: string;
  clock: Clock;
  /** Where the lines go, each with its line feed. */
  write: (line: string) => void;
  /** Text for people at a terminal; otherwise one JSON object a line. */
  asText: boolean;
}

/**
 * A structured log. What strangers sent (user names, MAC addresses) belongs into the fields, never into
 * the message; both forms escape control characters, so that a field cannot forge a line.
 */
export function createLog(options: LogOptions): Log {
  const { asText, name, node, write } = options;
  return pino(
    {
      level: options.level,
      base: { role: name, ...(node !== undefined && { node }) },
      messageKey: 'message',
      errorKey: 'error',
      timestamp: () => `,"time":"${new Date(options.clock.now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: serializeError },
    },
    { write: (line) => write(asText ? renderText(line) : line) },
  );
}

/** `detail` of a PostgreSQL error may be the whole refused row, with password hashes and people's data. */
function serializeError(error: Error): unknown {
  const serialized: unknown = pino.stdSerializers.err(error);
  if (typeof serialized !== 'object' || serialized === null) return serialized;
  const { detail: _row, ...rest } = serialized as Record<string, unknown>;
  return rest;
}

interface Line {
  time: string;
  level: string;
  role: string;
  node?: string;
  message?: string;
  error?: { stack?: string };
  [field: string]: unknown;
}

/** `12:00:01 radius warn the database cannot be reached waitMs=500` */
function renderText(line: string): string {
  const { time, level, role, node: _here, message, error, ...fields } = JSON.parse(line) as Line;
  const parts = [time.slice(11, 19), role, level, escapeControls(message ?? '')];
  for (const [key, value] of Object.entries(fields)) parts.push(`${key}=${JSON.stringify(value)}`);
  const stack = error?.stack;
  return `${parts.join(' ')}\n${stack ? `${stack.split('\n').map(escapeControls).join('\n')}\n` : ''}`;
}

function escapeControls(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}
