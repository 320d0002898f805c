import type { AttributeDefinition } from './attribute.ts';
import { valueName } from './attribute.ts';
import type { DataType } from './data-types.ts';

/**
 * A value as people write it: text in quotes, bytes as 0x and hex, enumerated numbers by name, addresses plainly.
 * `parseValue` reads it back.
 */
export function formatValue<T>(definition: AttributeDefinition<T>, value: T): string {
  if (typeof value === 'number') return valueName(definition, value) ?? String(value);
  if (value instanceof Uint8Array) return `0x${Buffer.from(value).toString('hex')}`;
  return definition.dataType === 'string' ? JSON.stringify(value) : String(value);
}

/**
 * The value a text stands for, as configuration files and command lines spell it: names of enumerated values in
 * any letter case, numbers, addresses, 0x and hex for bytes, text with or without quotes. Throws a RangeError that
 * names the attribute when the text does not fit the type; ranges are checked by the encoder.
 */
export function parseValue<T>(definition: AttributeDefinition<T>, text: string): T {
  return parsed(definition, text.trim()) as T;
}

const WHOLE_NUMBERS: ReadonlySet<DataType> = new Set(['byte', 'short', 'integer', 'signed', 'date']);
const BYTES: ReadonlySet<DataType> = new Set(['octets', 'tlv', 'vsa', 'abinary']);

function parsed(definition: AttributeDefinition, text: string): unknown {
  const { name, dataType } = definition;
  if (WHOLE_NUMBERS.has(dataType)) {
    const number = enumerated(definition, text) ?? (/^-?\d+$/.test(text) ? Number(text) : undefined);
    if (number === undefined) throw new RangeError(`${name}: "${text}" is neither a number nor a known name`);
    return number;
  }
  if (dataType === 'integer64') {
    if (!/^\d+$/.test(text)) throw new RangeError(`${name}: "${text}" is not a number`);
    return BigInt(text);
  }
  if (!BYTES.has(dataType)) return unquoted(text);
  const hex = /^0x((?:[0-9a-f]{2})*)$/i.exec(text);
  return hex ? Buffer.from(hex[1]!, 'hex') : Buffer.from(unquoted(text), 'utf8');
}

function enumerated(definition: AttributeDefinition, text: string): number | undefined {
  const wanted = text.toLowerCase();
  const name = Object.keys(definition.values).find((candidate) => candidate.toLowerCase() === wanted);
  return name === undefined ? undefined : definition.values[name];
}

/** Quotes are taken off and their escapes resolved when they are well formed; other text stands for itself. */
function unquoted(text: string): string {
  if (!text.startsWith('"')) return text;
  try {
    return JSON.parse(text) as string;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
