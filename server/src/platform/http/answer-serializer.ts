import type { FastifySerializerCompiler } from 'fastify';
import { serializerCompiler as checkedSerializer } from 'fastify-type-provider-zod';
import { z } from 'zod';

type Schema = z.core.$ZodTypes;

/** What may leave of a value; `refused` when it is not of the kind that the schema names. */
type Take = (value: unknown) => unknown;
const refused = Symbol('not of the kind that the schema names');

/**
 * Writes answers: fields that the schema does not name never leave, and what is missing or of another kind fails the
 * request. Formats and bounds of what the server itself has made are not looked at again, which for a list was a
 * third of what its answer cost. Whatever is out of the ordinary goes through the whole check.
 */
export const answerSerializer: FastifySerializerCompiler<z.ZodType> = (route) => {
  const check = checkedSerializer(route);
  const take = takerOf(route.schema);
  return (answer: unknown) => {
    const taken = take(answer);
    return taken === refused ? check(answer) : JSON.stringify(taken);
  };
};

function takerOf(schema: z.core.$ZodType): Take {
  const { def } = (schema as Schema)._zod;
  if (def.type === 'object' && def.catchall === undefined && !def.checks?.length)
    return takeObject(def.shape);
  if (def.type === 'array') return takeArray(takerOf(def.element));
  if (def.type === 'nullable') return takeUnless(null, takerOf(def.innerType));
  if (def.type === 'optional') return takeUnless(undefined, takerOf(def.innerType));
  if (def.type === 'enum') return takeOneOf(new Set<unknown>(Object.values(def.entries)));
  if (def.type === 'literal') return takeOneOf(new Set<unknown>(def.values));
  if (def.type === 'number') return 'format' in def && def.format === 'safeint' ? takeInteger : takeNumber;
  return takePlain[def.type] ?? takeChecked(schema);
}

const takePlain: { readonly [Type in Schema['_zod']['def']['type']]?: Take } = {
  string: (value) => (typeof value === 'string' ? value : refused),
  boolean: (value) => (typeof value === 'boolean' ? value : refused),
  null: (value) => (value === null ? value : refused),
  unknown: (value) => value,
};
const takeInteger: Take = (value) => (Number.isSafeInteger(value) ? value : refused);
const takeNumber: Take = (value) => (Number.isFinite(value) ? value : refused);

function takeOneOf(allowed: ReadonlySet<unknown>): Take {
  return (value) => (allowed.has(value) ? value : refused);
}

function takeUnless(nothing: null | undefined, take: Take): Take {
  return (value) => (value === nothing ? value : take(value));
}

function takeChecked(schema: z.core.$ZodType): Take {
  return (value) => {
    const result = z.safeEncode(schema, value);
    return result.success ? result.data : refused;
  };
}

/** An array of which all may leave is taken as it is. */
function takeArray(take: Take): Take {
  return (value) => {
    if (!Array.isArray(value)) return refused;
    let copy: unknown[] | undefined;
    for (let place = 0; place < value.length; place += 1) {
      const item: unknown = value[place];
      const taken = take(item);
      if (taken === refused) return refused;
      if (taken !== item) copy ??= value.slice(0, place);
      copy?.push(taken);
    }
    return copy ?? value;
  };
}

/** An object that has just the named fields is taken as it is; of another, a copy with these alone. */
function takeObject(shape: Readonly<Record<string, z.core.$ZodType>>): Take {
  const fields = Object.entries(shape).map(([name, schema]) => ({ name, take: takerOf(schema) }));
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refused;
    const given = value as Record<string, unknown>;
    let isWhole = !('toJSON' in given);
    let present = 0;
    for (const { name, take } of fields) {
      const field = given[name];
      const taken = take(field);
      if (taken === refused) return refused;
      if (taken !== field) isWhole = false;
      if (field !== undefined || Object.hasOwn(given, name)) present += 1;
    }
    if (isWhole && Object.keys(given).length === present) return value;
    return Object.fromEntries(fields.map(({ name, take }) => [name, take(given[name])]));
  };
}
