import * as dictionaries from './all.gen.ts';
import type { AttributeDefinition } from './attribute.ts';

const byName = new Map<string, AttributeDefinition>();
const byVendor = new Map<number, Map<number, AttributeDefinition>>();

for (const definition of Object.values(dictionaries) as AttributeDefinition[]) {
  for (const name of [definition.name, ...definition.aliases]) byName.set(name.toLowerCase(), definition);
  const numbers = byVendor.get(definition.vendor) ?? new Map<number, AttributeDefinition>();
  byVendor.set(definition.vendor, numbers);
  numbers.set(placeKey(definition.number, definition.subNumber), definition);
}

/** The attribute with this name or alias in any letter case, as configurations of other products spell it. */
export function findAttribute(name: string): AttributeDefinition | undefined {
  return byName.get(name.toLowerCase());
}

/** The attribute with these numbers; vendor 0 is the standard space, `subNumber` as in 241.4. */
export function findAttributeByNumber(
  vendor: number,
  number: number,
  subNumber = 0,
): AttributeDefinition | undefined {
  return byVendor.get(vendor)?.get(placeKey(number, subNumber));
}

/** Every attribute of the built-in dictionaries. */
export function allAttributes(): AttributeDefinition[] {
  return Object.values(dictionaries);
}

function placeKey(number: number, subNumber: number): number {
  return number * 256 + subNumber;
}
