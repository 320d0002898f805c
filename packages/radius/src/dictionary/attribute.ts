import { CODECS, type Codec, type DataType, type DataTypes } from './data-types.ts';

/** Which of the three hiding schemes of RADIUS a value travels under; 0 is plain. */
export type Hiding = 0 | 1 | 2 | 3;

/**
 * One attribute of a dictionary. `T` is what its value is in TypeScript and `V` the record of its
 * enumerated names, so that `packet.get(AcctStatusType) === AcctStatusType.values.Stop` is typed.
 */
export interface AttributeDefinition<T = unknown, V extends AttributeValues = AttributeValues> {
  readonly name: string;
  /** Other spellings found in configurations of other products; never written by this library. */
  readonly aliases: readonly string[];
  /** Private enterprise number; 0 is the standard space. */
  readonly vendor: number;
  /** The attribute number inside its vendor. */
  readonly number: number;
  /** The extended type (241.4) or TLV child (173.1); 0 when the attribute is not nested. */
  readonly subNumber: number;
  readonly dataType: DataType;
  readonly codec: Codec<T>;
  /** RFC 2868: the value starts with a tag. */
  readonly tagged: boolean;
  readonly hiding: Hiding;
  /** All instances in a packet are pieces of one value (EAP-Message). */
  readonly concat: boolean;
  /** Exact length in bytes of the value, 0 when it is free. */
  readonly fixedLength: number;
  readonly values: V;
}

export type AttributeValues = Readonly<Record<string, number>>;

/** The TypeScript type of an attribute's value. */
export type ValueOf<D> = D extends AttributeDefinition<infer T> ? T : never;

export interface AttributeOptions<V extends AttributeValues> {
  readonly vendor?: number;
  readonly subNumber?: number;
  readonly aliases?: readonly string[];
  readonly tagged?: boolean;
  readonly hiding?: Hiding;
  readonly concat?: boolean;
  readonly fixedLength?: number;
  readonly values?: V;
}

/**
 * Makes a definition. For attributes that the built-in dictionaries lack:
 * `const MyRate = defineAttribute('My-Rate', 1, 'integer', { vendor: 64000 })`.
 */
export function defineAttribute<K extends DataType, const V extends AttributeValues = AttributeValues>(
  name: string,
  number: number,
  dataType: K,
  options: AttributeOptions<V> = {},
): AttributeDefinition<DataTypes[K], V> {
  return Object.freeze({
    name,
    aliases: options.aliases ?? [],
    vendor: options.vendor ?? 0,
    number,
    subNumber: options.subNumber ?? 0,
    dataType,
    codec: CODECS[dataType],
    tagged: options.tagged ?? false,
    hiding: options.hiding ?? 0,
    concat: options.concat ?? false,
    fixedLength: options.fixedLength ?? 0,
    values: options.values ?? ({} as V),
  });
}

/**
 * The first name the dictionary gives to an enumerated value, or undefined. Where several names share a
 * number the preferred one stands first (`Interim-Update` before `Alive`).
 */
export function valueName(definition: AttributeDefinition, value: number): string | undefined {
  for (const name in definition.values) {
    if (definition.values[name] === value) return name;
  }
  return undefined;
}
