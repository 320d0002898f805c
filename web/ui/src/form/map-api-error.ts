/** What the API says about one field: a path such as `loginWindows.0.from` and a sentence. */
export interface FieldMessage {
  field: string;
  message: string;
}

interface MappedError {
  /** For the fields of this form, by their names. */
  atFields: FieldMessage[];
  /** About fields that this form does not show; told at its head. */
  elsewhere: FieldMessage[];
}

/**
 * Brings the API's `details` to the fields of a form. A message about a part (`tags.3`) goes to the field that edits
 * the whole (`tags`); the longest name wins. The first message about a field stays.
 */
export function mapApiError(error: unknown, fieldNames: Iterable<string>): MappedError {
  const names = [...fieldNames].toSorted((one, other) => other.length - one.length);
  const atFields = new Map<string, FieldMessage>();
  const elsewhere: FieldMessage[] = [];
  for (const detail of detailsOf(error)) {
    const name = names.find(
      (candidate) => detail.field === candidate || detail.field.startsWith(`${candidate}.`),
    );
    if (name === undefined) elsewhere.push(detail);
    else if (!atFields.has(name)) atFields.set(name, { field: name, message: detail.message });
  }
  return { atFields: [...atFields.values()], elsewhere };
}

/** The row as it is now, when somebody else changed it first. */
export function conflictOf(error: unknown): unknown {
  const { status, data } = asRecord(error);
  return status === 409 && typeof data === 'object' && data !== null ? data : undefined;
}

function detailsOf(error: unknown): FieldMessage[] {
  const { details } = asRecord(error);
  return Array.isArray(details) ? details.filter(isFieldMessage) : [];
}

function isFieldMessage(detail: unknown): detail is FieldMessage {
  const { field, message } = asRecord(detail);
  return typeof field === 'string' && typeof message === 'string';
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
