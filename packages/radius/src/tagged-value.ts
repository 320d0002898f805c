import type { AttributeDefinition } from './dictionary/attribute.ts';

/** RFC 2868 §3.1: a first byte above this is data and no tag. */
export const MAX_TAG = 0x1f;

export interface TaggedValue<T> {
  /** 0 where the value carries no tag. */
  readonly tag: number;
  readonly value: T;
}

/** Decodes the bytes of one instance; undefined when they do not fit the definition's type or length. */
export function decodeValue<T>(
  definition: AttributeDefinition<T>,
  bytes: Buffer,
  start: number,
  end: number,
): TaggedValue<T> | undefined {
  if (definition.tagged) return decodeTagged(definition, bytes, start, end);
  return plain(definition, bytes, start, end);
}

function plain<T>(definition: AttributeDefinition<T>, bytes: Buffer, start: number, end: number) {
  if (definition.fixedLength !== 0 && end - start !== definition.fixedLength) return undefined;
  const value = definition.codec.decode(bytes, start, end);
  return value === undefined ? undefined : { tag: 0, value };
}

/**
 * An integer gives up its first byte to the tag, zero meaning none. Text has a tag only if its first byte
 * could be one and is not zero: NASes that do not tag start with the text itself.
 */
function decodeTagged<T>(
  definition: AttributeDefinition<T>,
  bytes: Buffer,
  start: number,
  end: number,
): TaggedValue<T> | undefined {
  const tag = bytes[start]!;
  if (start === end || tag > MAX_TAG) return plain(definition, bytes, start, end);
  if (definition.dataType === 'integer') {
    if (end - start !== 4) return undefined;
    return { tag, value: bytes.readUIntBE(start + 1, 3) as T };
  }
  if (tag === 0) return plain(definition, bytes, start, end);
  const value = definition.codec.decode(bytes, start + 1, end);
  return value === undefined ? undefined : { tag, value };
}
