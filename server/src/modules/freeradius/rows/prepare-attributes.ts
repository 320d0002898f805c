import { findAttribute } from '@trunkline/radius';
import type { PreparedAttribute } from '../../aaa/index.ts';
import { customAttributeValue } from '../../plans/index.ts';
import type { StoredAttribute } from '../../policy/index.ts';

/** Throws RangeError for an attribute that this version's dictionary cannot send. */
export function prepareAttributes(stored: readonly StoredAttribute[]): readonly PreparedAttribute[] {
  return stored.map(({ name, value }) => {
    const definition = findAttribute(name);
    if (!definition) throw new RangeError(`the attribute "${name}" is in no dictionary`);
    return { definition, value: customAttributeValue(definition, value) };
  });
}
