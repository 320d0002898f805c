type Fields = Record<string, unknown> | null;

export interface AuditDifference {
  field: string;
  /** Empty: there was, or is, nothing. */
  before: string;
  after: string;
}

/** Told elsewhere, or of no use to a reader. */
const leftOut = new Set(['reason', 'taskId', 'id', 'subscriberId', 'subscriptionId', 'revision']);

/** The fields that an act changed, with what stood there before and after, as text. */
export function auditDifferences({ before, after }: { before: Fields; after: Fields }): AuditDifference[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names]
    .filter((field) => !leftOut.has(field))
    .map((field) => ({ field, before: textOf(before?.[field]), after: textOf(after?.[field]) }))
    .filter((one) => one.before !== one.after);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
