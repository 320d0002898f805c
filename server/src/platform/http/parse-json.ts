import type { ErrorDetail } from '../errors.ts';
import { httpErrors } from './errors.ts';
import { maxDetails, maxJsonDepth } from './limits.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/** The reviver's third argument shows a number as it was written; TypeScript does not know it yet. */
const parseWithSource = JSON.parse as (
  text: string,
  reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
) => unknown;

/**
 * Parses a body and refuses what JSON.parse would change silently or what the database cannot hold:
 * numbers beyond 2^53 - 1 (they would be rounded), broken UTF-8, NUL characters and lone surrogates in
 * text, `__proto__` as a name, and nesting deeper than the limit. Undefined for an empty body.
 */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  const text = decode(bytes);
  refuseDeepNesting(text);
  const wrong: ErrorDetail[] = [];
  let value: unknown;
  try {
    value = parseWithSource(text, (key, value, { source }) => {
      const message = whatIsWrong(key, value, source);
      if (message && wrong.length < maxDetails) wrong.push({ field: key, message });
      return value;
    });
  } catch (cause) {
    throw httpErrors.malformedJson({ cause });
  }
  if (wrong.length > 0) throw httpErrors.invalidFields({ details: wrong });
  return value;
}

function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw httpErrors.malformedJson({ cause });
  }
}

/** Looked at before parsing: JSON.parse calls its reviver recursively and would run out of stack. */
function refuseDeepNesting(text: string): void {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (isInText) {
      if (character === '\\') at++;
      else if (character === '"') isInText = false;
    } else if (character === '"') isInText = true;
    else if (character === '{' || character === '[') {
      if (++depth > maxJsonDepth) {
        throw httpErrors.malformedJson({ message: `The body nests deeper than ${maxJsonDepth} levels.` });
      }
    } else if (character === '}' || character === ']') depth--;
  }
}

function whatIsWrong(key: string, value: unknown, source: string | undefined): string | undefined {
  if (key === '__proto__') return 'This name is not accepted.';
  if (typeof value === 'string') return whatIsWrongWithText(value);
  if (typeof value !== 'number' || source === undefined) return undefined;
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    return `${source.slice(0, 40)} is beyond 9007199254740991 (2^53 - 1), the largest number JSON carries exactly.`;
  }
  return undefined;
}

/** PostgreSQL's text holds neither; said here, it is the client's error and not ours. */
export function whatIsWrongWithText(text: string): string | undefined {
  if (text.includes('\0')) return 'The text holds a NUL character; remove it.';
  if (!text.isWellFormed()) return 'The text holds half a UTF-16 pair; send whole characters.';
  return undefined;
}
