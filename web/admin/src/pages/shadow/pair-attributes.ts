interface Attribute {
  name: string;
  value: string;
}

/** One attribute as each side says it; null: that side does not say it. */
export interface AttributePair {
  name: string;
  ours: string | null;
  theirs: string | null;
  isSame: boolean;
}

/**
 * Both answers line by line. What both say equally is paired first, so that the order of repeated attributes makes no
 * difference; what is left of a name is paired in its order.
 */
export function pairAttributes(ours: readonly Attribute[], theirs: readonly Attribute[]): AttributePair[] {
  const names = [...new Set([...ours, ...theirs].map(({ name }) => name))];
  return names.flatMap((name) => {
    const left = valuesOf(ours, name);
    const right = valuesOf(theirs, name);
    const same = takeSame(left, right);
    const rest = Array.from({ length: Math.max(left.length, right.length) }, (_, at) => ({
      name,
      ours: left[at] ?? null,
      theirs: right[at] ?? null,
      isSame: false,
    }));
    return [...rest, ...same.map((value) => ({ name, ours: value, theirs: value, isSame: true }))];
  });
}

function valuesOf(attributes: readonly Attribute[], name: string): string[] {
  return attributes.filter((attribute) => attribute.name === name).map(({ value }) => value);
}

/** Takes out of both what is in both. */
function takeSame(left: string[], right: string[]): string[] {
  return left.slice().filter((value) => {
    const at = right.indexOf(value);
    if (at === -1) return false;
    right.splice(at, 1);
    left.splice(left.indexOf(value), 1);
    return true;
  });
}
