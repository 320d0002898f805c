import { Code, findAttribute, PacketBuilder, type AttributeDefinition } from '@trunkline/radius';

/**
 * An attribute that a plan or a subscriber adds to the Access-Accept, as a person writes it: numbers in
 * decimal or by their name in the dictionary, bytes as `0x…`, addresses and prefixes as text.
 */
export interface CustomAttribute {
  name: string;
  value: string;
}

export interface FieldFault {
  /** Path inside the input: `customAttributes.0.name`. */
  field: string;
  message: string;
}

export const mostCustomAttributes = 32;

/**
 * Attributes that the server computes for each packet: a fixed value would break the login or, for keys and
 * the signature, its security. Session-Timeout ends a session with its subscription.
 */
const computedByServer =
  /^(Message-Authenticator|Class|Proxy-State|State|EAP-Message|Session-Timeout|User-Password|CHAP-.*|MS-CHAP.*|MS-MPPE-.*)$/i;

/** What is wrong with these attributes; nothing when each can be sent as it stands. */
export function checkCustomAttributes(
  attributes: readonly CustomAttribute[],
  field = 'customAttributes',
): FieldFault[] {
  return attributes.flatMap((attribute, index) => {
    const definition = findAttribute(attribute.name);
    if (!definition) {
      return [{ field: `${field}.${index}.name`, message: `"${attribute.name}" is in no dictionary` }];
    }
    if (computedByServer.test(definition.name)) {
      return [{ field: `${field}.${index}.name`, message: `${definition.name} is computed by the server` }];
    }
    try {
      new PacketBuilder(Code.AccessAccept).add(definition, customAttributeValue(definition, attribute.value));
      return [];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return [{ field: `${field}.${index}.value`, message: error.message }];
    }
  });
}

/**
 * The value to hand to the packet builder. Throws RangeError when the text cannot be one; the codec checks
 * ranges and lengths.
 */
export function customAttributeValue(definition: AttributeDefinition, text: string): unknown {
  switch (definition.dataType) {
    case 'byte':
    case 'short':
    case 'integer':
    case 'signed':
    case 'date':
      return wholeNumber(definition, text);
    case 'integer64':
      if (!/^\d{1,20}$/.test(text))
        throw new RangeError(`${definition.name}: "${text}" is not a whole number`);
      return BigInt(text);
    case 'octets':
      if (!/^0x([0-9a-f]{2})+$/i.test(text)) {
        throw new RangeError(`${definition.name}: "${text}" is not bytes in the form 0x00ff`);
      }
      return Buffer.from(text.slice(2), 'hex');
    case 'tlv':
    case 'vsa':
    case 'abinary':
      throw new RangeError(`${definition.name}: a value of type ${definition.dataType} has no form in text`);
    case 'string':
      if (text === '') throw new RangeError(`${definition.name}: an empty value cannot be sent`);
      return text;
    // Addresses, prefixes and identifiers are text in the codec as well, which checks them.
    default:
      return text;
  }
}

function wholeNumber(definition: AttributeDefinition, text: string): number {
  const named = Object.entries(definition.values).find(([name]) => name.toLowerCase() === text.toLowerCase());
  if (named) return named[1];
  if (!/^-?\d{1,10}$/.test(text)) {
    throw new RangeError(`${definition.name}: "${text}" is neither a whole number nor one of its names`);
  }
  return Number(text);
}
