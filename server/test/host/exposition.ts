/** One sample as it was exposed. */
export interface ExposedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface ExposedFamily {
  readonly type: string;
  readonly help: string;
  readonly samples: ExposedSample[];
}

const metricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const labelPattern = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(,|\})/;
const numberPattern = /^(?:[+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?)|\+Inf|NaN)$/;
const suffixes: Record<string, readonly string[]> = {
  histogram: ['_bucket', '_sum', '_count'],
  counter: [''],
  gauge: [''],
};

/**
 * Parses the text format of Prometheus (version 0.0.4) as strictly as its description allows: each family once,
 * HELP and TYPE before its samples, no sample of another name between them, no series twice, buckets that grow.
 * Throws with the line.
 */
export function parseExposition(text: string): Map<string, ExposedFamily> {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const families = new Map<string, ExposedFamily>();
  const series = new Set<string>();
  let help: { name: string; text: string } | undefined;
  let current: { name: string; family: ExposedFamily } | undefined;
  for (const line of text.slice(0, -1).split('\n')) {
    const fail = (why: string): never => {
      throw new Error(`${why}: ${line}`);
    };
    const head = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line);
    if (head?.[1] === 'HELP') {
      if (families.has(head[2]!)) fail('a family twice');
      help = { name: head[2]!, text: head[3]! };
      current = undefined;
    } else if (head) {
      if (help?.name !== head[2] || !suffixes[head[3]!]) fail('TYPE without its HELP');
      current = { name: head[2]!, family: { type: head[3]!, help: help!.text, samples: [] } };
      families.set(current.name, current.family);
    } else {
      const sample = parseSample(line, fail);
      if (!current) throw new Error(`a sample without a family: ${line}`);
      const { name, family } = current;
      if (!suffixes[family.type]!.some((suffix) => sample.name === name + suffix))
        fail('a sample of another family');
      const id = `${sample.name} ${JSON.stringify(Object.entries(sample.labels))}`;
      if (series.has(id)) fail('a series twice');
      series.add(id);
      family.samples.push(sample);
    }
  }
  for (const [name, { type, samples }] of families) {
    if (type === 'counter' && samples.some(({ value }) => !(value >= 0)))
      throw new Error(`${name} is below zero`);
    if (type === 'histogram') checkBuckets(name, samples);
  }
  return families;
}

function parseSample(line: string, fail: (why: string) => never): ExposedSample {
  const end = line.search(/[{ ]/);
  const name = line.slice(0, end);
  if (!metricName.test(name)) fail('not a metric name');
  const labels: Record<string, string> = {};
  let rest = line.slice(end);
  if (rest.startsWith('{')) {
    for (rest = rest.slice(1); ;) {
      const label = labelPattern.exec(rest) ?? fail('not a label');
      if (Object.hasOwn(labels, label[1]!)) fail('a label twice');
      labels[label[1]!] = label[2]!.replace(/\\(.)/g, (_escape, character: string) =>
        character === 'n' ? '\n' : character,
      );
      rest = rest.slice(label[0].length);
      if (label[3] === '}') break;
    }
  }
  if (!rest.startsWith(' ') || !numberPattern.test(rest.slice(1))) fail('not a value');
  const value = rest === ' +Inf' ? Infinity : Number(rest.slice(1));
  return { name, labels, value };
}

function checkBuckets(name: string, samples: readonly ExposedSample[]): void {
  let before = 0;
  for (const sample of samples) {
    if (sample.name === `${name}_sum`) before = 0;
    if (sample.name !== `${name}_bucket`) continue;
    if (sample.value < before) throw new Error(`the buckets of ${name} do not grow`);
    before = sample.value;
  }
}
