import { ArrowDown, Gauge, Users } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.tsx';
import { Button } from '../primitives/button.tsx';
import { Card } from '../primitives/card.tsx';
import { StatusChip } from '../primitives/chip.tsx';
import { CodeBlock } from '../primitives/code-block.tsx';
import { CopyText } from '../primitives/copy-text.tsx';
import { DescriptionList, KeyValueList } from '../primitives/key-value.tsx';
import { MeterBar } from '../primitives/meter-bar.tsx';
import { Tile, Trend } from '../primitives/tile.tsx';
import { UsageRing } from '../primitives/usage-ring.tsx';
import { GallerySection } from './gallery-section.tsx';

const script = `/radius add service=ppp address=10.0.0.2 secret="…" timeout=3s
/radius incoming set accept=yes port=3799
/ppp aaa set use-radius=yes accounting=yes interim-update=5m`;

/** Cards, tiles, facts and code: what is read. */
export function DataGallery(): ReactElement {
  const { t } = useTranslation('gallery');
  const format = useFormat();
  return (
    <>
      <div className="grid grid-cols-2 gap-4 phone:gap-2 xl:grid-cols-4">
        <Tile
          label={t('online')}
          icon={Users}
          value={format.count(12_480)}
          href="/gallery?section=data"
          detail={
            <Trend direction="up" value={format.percent(0.042)} tone="ok" since={t('sinceYesterday')} />
          }
        />
        <Tile label={t('traffic')} icon={ArrowDown} value="18.4" unit="Gbit/s" detail={t('sentenceShort')} />
        <Tile
          label={t('rejects')}
          icon={Gauge}
          value={format.count(318)}
          tone="bad"
          detail={
            <Trend direction="up" value={format.percent(0.61)} tone="bad" since={t('sinceYesterday')} />
          }
        />
        <Tile label={t('online')} icon={Users} value="" isLoading />
      </div>
      <div className="grid gap-4 lg:grid-cols-2">
        <Card
          title={t('facts')}
          subtitle={t('sentenceShort')}
          actions={<Button size="sm">{t('edit')}</Button>}
          footer={t('sentenceShort')}
        >
          <KeyValueList
            items={[
              { label: t('status'), value: <StatusChip tone="ok">{t('tone.ok')}</StatusChip> },
              { label: 'MAC', value: <CopyText text="AA:BB:CC:DD:EE:FF" /> },
              { label: 'IPv4', value: <CopyText text="10.20.30.40" />, hint: t('sentenceShort') },
              { label: t('missing'), value: null },
            ]}
          />
        </Card>
        <GallerySection title={t('head')}>
          <DescriptionList
            items={[
              { label: t('status'), value: <StatusChip tone="warn">{t('tone.warn')}</StatusChip> },
              { label: 'MAC', value: <CopyText text="AA:BB:CC:DD:EE:FF" /> },
              { label: t('speed'), value: <bdi>{format.planRate(50_000_000, 25_000_000)}</bdi> },
              { label: t('uptime'), value: <bdi>{format.uptime(118_484)}</bdi> },
            ]}
          />
          <UsedSamples />
          <CodeBlock label={'RouterOS'} code={script} />
        </GallerySection>
      </div>
    </>
  );
}

/** How much of something is used. */
function UsedSamples(): ReactElement {
  const { t } = useTranslation('gallery');
  const format = useFormat();
  return (
    <>
      <MeterBar
        label={t('field.quota')}
        value={1.3e11}
        max={3.4e11}
        valueText={format.bytes(1.3e11)}
        tone="warn"
        marks={[1e11, 2e11, 3e11].map((at) => ({ at, label: format.bytes(at), isReached: at < 1.3e11 }))}
      />
      <UsageRing label={t('field.quota')} value={130} max={400} valueText={format.percent(0.325)} tone="ok">
        <bdi className="text-lg font-semibold">{format.percent(0.325)}</bdi>
      </UsageRing>
    </>
  );
}
