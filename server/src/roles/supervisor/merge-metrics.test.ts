import { expect, test } from 'vitest';
import { mergeMetrics } from './merge-metrics.ts';

test('a family of several roles stands once, with the samples of each under its role', () => {
  const radius =
    '# HELP a Of both.\n# TYPE a gauge\na 1\n\n# HELP b Of one.\n# TYPE b counter\nb{x="} {y"} 2\n';
  const fold = '# HELP a Of both.\n# TYPE a gauge\na{state="idle"} 3\n';
  expect(
    mergeMetrics([
      { text: '# HELP own Of none.\n# TYPE own gauge\nown{role="fold"} 0\n' },
      { role: 'radius', text: radius },
      { role: 'fold', text: fold },
    ]),
  ).toBe(
    [
      '# HELP own Of none.',
      '# TYPE own gauge',
      'own{role="fold"} 0',
      '# HELP a Of both.',
      '# TYPE a gauge',
      'a{role="radius"} 1',
      'a{role="fold",state="idle"} 3',
      '# HELP b Of one.',
      '# TYPE b counter',
      'b{role="radius",x="} {y"} 2',
      '',
    ].join('\n'),
  );
});
