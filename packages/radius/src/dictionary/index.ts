export * from './all.gen.ts';
export { defineAttribute, valueName } from './attribute.ts';
export type { AttributeDefinition, AttributeOptions, AttributeValues, Hiding, ValueOf } from './attribute.ts';
export type { Codec, DataType, DataTypes } from './data-types.ts';
export { findAttribute, findAttributeByNumber, allAttributes } from './find-attribute.ts';
export { formatValue, parseValue } from './value-text.ts';
export { findVendor, type Vendor, type VendorFormat } from './vendors.ts';
