import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { useFormat } from '../format/use-format.tsx';
import { Kbd } from '../primitives/kbd.tsx';
import { KeyValueList } from '../primitives/key-value.tsx';
import { toneClasses, type Tone } from '../primitives/tone.tsx';
import { GallerySection } from './gallery-section.tsx';

const grounds = [
  ['canvas', 'bg-canvas'],
  ['surface', 'bg-surface'],
  ['raised', 'bg-raised'],
  ['hover', 'bg-hover'],
  ['line', 'bg-line'],
  ['control', 'bg-control'],
  ['accent', 'bg-accent'],
  ['accent-soft', 'bg-accent-soft'],
  ['danger', 'bg-danger'],
  ['download', 'bg-download'],
  ['upload', 'bg-upload'],
] as const;
const tones: readonly Tone[] = ['ok', 'off', 'warn', 'bad', 'new'];
const monoSample = 'AA:BB:CC:DD:EE:FF 10.20.30.40 2001:db8::1 0O 1lI';
const sizes = ['text-xs', 'text-sm', 'text-base', 'text-md', 'text-lg', 'text-xl', 'text-2xl'];

/** Colours, type and formats: what everything else is made of. */
export function FoundationGallery(): ReactElement {
  const { t } = useTranslation('gallery');
  return (
    <>
      <GallerySection title={t('colours')}>
        <div className="grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-3">
          {grounds.map(([name, ground]) => (
            <div key={name} className="flex flex-col gap-1">
              <span className={classNames('h-10 rounded-md border border-line', ground)} />
              <code className="font-mono text-xs text-muted">{name}</code>
            </div>
          ))}
        </div>
        <div className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-3">
          {tones.map((tone) => (
            <div
              key={tone}
              className={classNames('rounded-md border px-3 py-2 font-medium', toneClasses[tone])}
            >
              <code className="font-mono text-sm">{tone}</code>
            </div>
          ))}
        </div>
      </GallerySection>
      <GallerySection title={t('type')}>
        {sizes.map((size) => (
          <div key={size} className="flex flex-wrap items-baseline gap-x-4">
            <code className="w-20 shrink-0 font-mono text-xs text-muted">{size}</code>
            <span className={size}>{t('pangram')}</span>
          </div>
        ))}
        <p className="font-mono text-sm" dir="ltr">
          {monoSample}
        </p>
        <p className="text-muted">
          <Kbd>g</Kbd> <Kbd>f</Kbd> · <Kbd>?</Kbd>
        </p>
      </GallerySection>
      <FormatSection />
    </>
  );
}

function FormatSection(): ReactElement {
  const { t } = useTranslation('gallery');
  const format = useFormat();
  const moment = '2026-11-21T17:28:09Z';
  const facts: [string, string][] = [
    ['rate', format.rate(12_400_000)],
    ['bytes', format.bytes(1_234_567_890)],
    ['planRate', format.planRate(50_000_000, 25_000_000)],
    ['uptime', format.uptime(118_484)],
    ['instant', format.instant(moment)],
    ['relative', format.relative(moment, Date.parse(moment) + 300_000)],
    ['mac', format.mac('aabb.ccdd.eeff')],
    ['count', format.count(1_234_567)],
    ['compact', format.compact(12_345)],
    ['money', format.money(123_456)],
    ['percent', format.percent(0.1234)],
    ['milliseconds', format.milliseconds(340)],
  ];
  return (
    <GallerySection title={t('formats')}>
      <KeyValueList
        items={facts.map(([name, text]) => ({
          label: <code className="font-mono text-sm">{name}</code>,
          value: <bdi>{text}</bdi>,
        }))}
      />
    </GallerySection>
  );
}
