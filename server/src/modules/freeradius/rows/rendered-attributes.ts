import { Code, PacketBuilder, type AttributeDefinition } from '@trunkline/radius';
import type { NasVendor } from '../../nas/index.ts';
import { renderTerms, type RenderedTerms } from '../../aaa/index.ts';
import { sqlValue } from './sql-value.ts';

/** An attribute of a reply as FreeRADIUS's tables spell it. */
export interface NamedValue {
  readonly attribute: string;
  readonly value: string;
}

export interface RenderFor {
  readonly vendor: NasVendor;
  /** What the plan leaves open. */
  readonly interimIntervalS: number;
  readonly classToken: Buffer;
}

/** What an Access-Accept of ours would say, in its order: the same code writes it. */
export function renderedAttributes(terms: RenderedTerms, options: RenderFor): NamedValue[] {
  const reply = new SpelledReply();
  renderTerms(reply, terms, options);
  return reply.attributes;
}

/** The same of one attribute. */
export function spelledAttribute<T>(definition: AttributeDefinition<T>, value: T): NamedValue {
  return { attribute: definition.name, value: spelled(definition, value) };
}

class SpelledReply extends PacketBuilder {
  readonly attributes: NamedValue[] = [];

  constructor() {
    super(Code.AccessAccept);
  }

  override add<T>(
    definition: AttributeDefinition<T>,
    value: T,
    { tag = 0 }: { readonly tag?: number } = {},
  ): this {
    // As the builder of packets: RADIUS has no empty values, and a row of one would be sent.
    if (value instanceof Uint8Array && value.length === 0) return this;
    const named = spelledAttribute(definition, value);
    this.attributes.push(tag === 0 ? named : { ...named, attribute: `${named.attribute}:${tag}` });
    return super.add(definition, value, { tag });
  }
}

/** Numbers stay numbers: dictionaries of different versions name them differently. */
function spelled<T>(definition: AttributeDefinition<T>, value: T): string {
  if (value instanceof Uint8Array) {
    const isText = definition.dataType === 'string';
    return isText ? sqlValue(Buffer.from(value).toString('utf8')) : `0x${Buffer.from(value).toString('hex')}`;
  }
  const text = String(value);
  return definition.dataType === 'string' ? sqlValue(text) : text;
}
