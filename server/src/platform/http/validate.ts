import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import type { ErrorDetail } from '../errors.ts';
import { httpErrors } from './errors.ts';
import { maxDetails } from './limits.ts';
import { whatIsWrongWithText } from './parse-json.ts';

/** Names of fields may be the client's own invention; a long one is told by its beginning. */
const maxFieldLength = 200;

type Issue = z.core.$ZodIssue;

/** Checks path, query and body against their schemas; the error names each field and what to do. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  return (data: unknown) => {
    const details = httpPart === 'body' ? [] : wrongTexts(data);
    if (details.length === 0) {
      const result = schema.safeParse(data);
      if (result.success) return { value: result.data };
      details.push(...result.error.issues.flatMap(detailsOf));
    }
    const told = details
      .slice(0, maxDetails)
      .map(({ field, message }) => ({ field: field.slice(0, maxFieldLength), message }));
    return { error: httpErrors.invalidFields({ details: told }) };
  };
};

/** The body's texts were looked at when it was parsed; path and query are flat. */
function wrongTexts(data: unknown): ErrorDetail[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([field, value]) => {
    const message = typeof value === 'string' ? whatIsWrongWithText(value) : undefined;
    return message ? [{ field, message }] : [];
  });
}

function detailsOf(issue: Issue): ErrorDetail[] {
  const field = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: field ? `${field}.${key}` : key,
      message: 'There is no such field here; remove it.',
    }));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nested = closestBranch(issue.errors);
    if (nested)
      return nested.flatMap((inner) => detailsOf({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  return [{ field: field || 'body', message: remedyOf(issue) }];
}

/** Of a union's branches, the one that the value came closest to: the fewest things wrong. */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return branches.filter((issues) => issues.length > 0).toSorted((a, b) => a.length - b.length)[0];
}

function remedyOf(issue: Issue): string {
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    return `This field is missing; give ${articleFor(issue.expected)}.`;
  }
  return issue.message.endsWith('.') ? issue.message : `${issue.message}.`;
}

function articleFor(expected: string): string {
  return `${/^[aeiou]/.test(expected) ? 'an' : 'a'} ${expected}`;
}
