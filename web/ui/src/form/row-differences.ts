export interface RowDifference {
  field: string;
  theirs: unknown;
  yours: unknown;
}

type Row = Readonly<Record<string, unknown>>;

/** The fields, of those named, in which two versions of a row differ; lists and nested values by their content. */
export function rowDifferences(
  rows: { theirs: Row; yours: Row },
  fields: readonly string[],
): RowDifference[] {
  return fields
    .map((field) => ({ field, theirs: valueAt(rows.theirs, field), yours: valueAt(rows.yours, field) }))
    .filter(({ theirs, yours }) => contentOf(theirs) !== contentOf(yours));
}

/** The value at a path such as `address.city`. */
function valueAt(row: Row, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.hasOwn(value, key) ? (value as Row)[key] : undefined;
  }, row);
}

/** Nothing, `null` and an empty text are the same to whoever looks at a form. */
function contentOf(value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  return JSON.stringify(value, (_key, inner: unknown) => (isRow(inner) ? sorted(inner) : inner));
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(row: Row): Row {
  return Object.fromEntries(Object.entries(row).toSorted(([one], [other]) => one.localeCompare(other)));
}
