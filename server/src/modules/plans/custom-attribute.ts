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
  return readers[definition.dataType](definition, text);
}

type Reader = (definition: AttributeDefinition, text: string) => unknown;

const readNumber: Reader = ({ name, values }, text) => {
  const named = Object.entries(values).find(([one]) => one.toLowerCase() === text.toLowerCase());
  if (named) return named[1];
  if (/^-?\d{1,10}$/.test(text)) return Number(text);
  throw new RangeError(`${name}: "${text}" is neither a whole number nor one of its names`);
};

const readLongNumber: Reader = ({ name }, text) => {
  if (/^\d{1,20}$/.test(text)) return BigInt(text);
  throw new RangeError(`${name}: "${text}" is not a whole number`);
};

const readBytes: Reader = ({ name }, text) => {
  if (/^0x([0-9a-f]{2})+$/i.test(text)) return Buffer.from(text.slice(2), 'hex');
  throw new RangeError(`${name}: "${text}" is not bytes in the form 0x00ff`);
};

const readText: Reader = ({ name }, text) => {
  if (text !== '') return text;
  throw new RangeError(`${name}: an empty value cannot be sent`);
};

const refuse: Reader = ({ name, dataType }) => {
  throw new RangeError(`${name}: a value of type ${dataType} has no form in text`);
};

/** Addresses, prefixes and identifiers are text in the codec as well. */
const readers: Readonly<Record<AttributeDefinition['dataType'], Reader>> = {
  byte: readNumber,
  short: readNumber,
  integer: readNumber,
  signed: readNumber,
  date: readNumber,
  integer64: readLongNumber,
  octets: readBytes,
  string: readText,
  ipaddr: readText,
  ipv6addr: readText,
  'combo-ip': readText,
  ipv4prefix: readText,
  ipv6prefix: readText,
  ifid: readText,
  ether: readText,
  tlv: refuse,
  vsa: refuse,
  abinary: refuse,
};
