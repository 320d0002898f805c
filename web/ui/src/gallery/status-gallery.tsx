import { RotateCw, Wifi } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../primitives/avatar.tsx';
import { Badge } from '../primitives/badge.tsx';
import { Button } from '../primitives/button.tsx';
import { Callout } from '../primitives/callout.tsx';
import { Chip, StatusChip, StatusDot } from '../primitives/chip.tsx';
import { ProgressBar } from '../primitives/progress-bar.tsx';
import type { Tone } from '../primitives/tone.tsx';
import { GallerySection, Row } from './gallery-section.tsx';

const tones: readonly Tone[] = ['ok', 'off', 'warn', 'bad', 'new'];

/** Chips, notices and progress: what tells how things stand. */
export function StatusGallery(): ReactElement {
  const { t } = useTranslation('gallery');
  return (
    <>
      <GallerySection title={t('chips')}>
        <Row>
          {tones.map((tone) => (
            <StatusChip key={tone} tone={tone}>
              {t(`tone.${tone}`)}
            </StatusChip>
          ))}
          <StatusChip tone="ok" icon={Wifi}>
            {t('ownIcon')}
          </StatusChip>
        </Row>
        <Row>
          {tones.map((tone) => (
            <span key={tone} className="inline-flex items-center gap-1">
              <StatusDot tone={tone} label={t(`tone.${tone}`)} />
              <span aria-hidden>{t(`tone.${tone}`)}</span>
            </span>
          ))}
        </Row>
        <Row>
          <Chip>{'Fiber 50'}</Chip>
          <Badge>3</Badge>
          <Badge tone="bad">12</Badge>
          <Avatar name="Amal Haddad" size="sm" />
          <Avatar name="Omar Al-Rashid" />
          <Avatar name="محمد الأحمد" size="lg" />
        </Row>
      </GallerySection>
      <GallerySection title={t('callouts')}>
        {(['info', 'ok', 'warn', 'bad'] as const).map((tone) => (
          <Callout
            key={tone}
            tone={tone}
            title={tone === 'info' ? undefined : t(`callout.${tone}`)}
            actions={
              tone === 'bad' && (
                <Button size="sm" icon={RotateCw}>
                  {t('refresh')}
                </Button>
              )
            }
          >
            {t('sentence')}
          </Callout>
        ))}
      </GallerySection>
      <GallerySection title={t('progress')}>
        <ProgressBar label={t('progress')} value={38} max={120} valueText="38/120" />
        <ProgressBar label={t('progress')} value={90} tone="warn" />
        <ProgressBar label={t('progress')} />
      </GallerySection>
    </>
  );
}
