import { readRates, describeRates, type Rates } from './read-rates.ts';

/** One attribute of a reply. */
export interface Said {
  readonly name: string;
  /** As people write it. */
  readonly text: string;
  /** Undefined: its bytes do not fit the type. */
  readonly value: unknown;
  /** Never shown. */
  readonly isSecret: boolean;
}

/** What a reply says on one subject. Two are equal when their `key`s are, or their `seconds` nearly. */
export interface Statement {
  readonly key: string;
  /** For a sentence. */
  readonly text: string;
  /** Of a time that depends on the moment of the answer. */
  readonly seconds?: number;
}

type Reader = (said: readonly Said[]) => Statement | undefined;

/** Values that say the same as saying nothing. */
const silent: Readonly<Record<string, ReadonlySet<string>>> = {
  // RFC 2865 §5.8: the NAS, or its user, chooses.
  address: new Set(['255.255.255.254', '255.255.255.255']),
  netmask: new Set(['255.255.255.255']),
  idle: new Set(['0']),
  interim: new Set(['0']),
  session_limit: new Set(['0']),
};

const readers: Readonly<Record<string, Reader>> = {
  volume: readVolume,
  session_end: readSessionEnd,
  mppe_keys: readSecrets,
  ms_chap_proof: readSecrets,
  ms_chap_error: readErrorCode,
};

/** What the attributes of one meaning say together. Speed and burst come in one attribute, and are two subjects. */
export function* readStatements(key: string, said: readonly Said[]): Generator<[string, Statement]> {
  if (key === 'rate') {
    yield* rateStatements(said);
    return;
  }
  const statement = (readers[key] ?? readPlain(key))(said);
  if (statement) yield [key, statement];
}

function* rateStatements(said: readonly Said[]): Generator<[string, Statement]> {
  const { rate, burst, text } = readRates(said);
  if (rate) yield ['rate', { key: ratesKey(rate), text: describeRates(rate) }];
  else if (text !== undefined) yield ['rate', { key: text, text }];
  if (burst) yield ['burst', { key: burst, text: burst }];
}

function ratesKey({ uploadBps, downloadBps }: Rates): string {
  return `${uploadBps}/${downloadBps}`;
}

/** Attributes that say one thing in several words. */
const sameByAnyName: ReadonlySet<string> = new Set(['delegated_pool', 'dns']);

/** The order of attributes says nothing to a router. */
function readPlain(key: string): Reader {
  return (said) => {
    const meant = said.filter(({ text }) => silent[key]?.has(text) !== true);
    if (meant.length === 0) return undefined;
    const hasOneName = new Set(meant.map(({ name }) => name)).size === 1;
    const named = meant.map(({ name, text }) => `${name} = ${text}`);
    const texts = meant.map(({ text }) => text);
    const text = meant.some(({ isSecret }) => isSecret)
      ? meant.map(({ name }) => name).join(', ')
      : (hasOneName ? texts : named).join(', ');
    return { key: (sameByAnyName.has(key) ? texts : named).toSorted().join('\n'), text };
  };
}

function readSessionEnd(said: readonly Said[]): Statement | undefined {
  const seconds = said.find(({ value }) => typeof value === 'number')?.value as number | undefined;
  if (seconds === undefined || seconds === 0) return undefined;
  return { key: String(seconds), text: `after ${seconds} s`, seconds };
}

const wordSize = 2 ** 32;

/** Low and high words make one amount; of the whole session, or of a direction. */
function readVolume(said: readonly Said[]): Statement | undefined {
  const sums = new Map<string, number>();
  for (const { name, value } of said) {
    if (typeof value !== 'number') continue;
    const [, what] = /(Total|Recv|Xmit|Input|Output|Remanent)/.exec(name)!;
    const direction = directions[what!]!;
    const unit = name.endsWith('Gigawords') ? wordSize : name === 'Huawei-Remanent-Volume' ? 1024 : 1;
    sums.set(direction, (sums.get(direction) ?? 0) + value * unit);
  }
  const parts = [...sums].filter(([, bytes]) => bytes > 0).toSorted(([a], [b]) => a.localeCompare(b));
  if (parts.length === 0) return undefined;
  const text = parts.map(([direction, bytes]) => `${direction} ${bytes} bytes`).join(', ');
  return { key: text, text };
}

const directions: Readonly<Record<string, string>> = {
  Total: 'in all',
  Remanent: 'in all',
  Recv: 'upload',
  Input: 'upload',
  Xmit: 'download',
  Output: 'download',
};

/** Compared in the clear and told to nobody. */
function readSecrets(said: readonly Said[]): Statement {
  const key = said.map(({ name, text }) => `${name} ${text}`).toSorted();
  return { key: key.join('\n'), text: said.map(({ name }) => name).join(', ') };
}

/** The challenge for another try differs each time, and the words are each server's own. */
function readErrorCode(said: readonly Said[]): Statement | undefined {
  const code = /E=(\d+)/.exec(said[0]!.text)?.[1];
  return code === undefined ? undefined : { key: code, text: code };
}
