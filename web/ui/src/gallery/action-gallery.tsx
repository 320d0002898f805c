import { Ban, ExternalLink, Pencil, Plus, RotateCw, Trash2, Unplug } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterBar } from '../layout/filter-bar.tsx';
import { SplitView } from '../layout/split-view.tsx';
import { Toolbar } from '../layout/toolbar.tsx';
import { SelectInput } from '../form/control/select-input.tsx';
import { Button, ButtonLink, IconButton } from '../primitives/button.tsx';
import { Disclosure } from '../primitives/disclosure.tsx';
import { Link } from '../primitives/link.tsx';
import { Menu } from '../primitives/menu.tsx';
import { Segmented } from '../primitives/segmented.tsx';
import { Tabs } from '../primitives/tabs.tsx';
import { Tooltip } from '../primitives/tooltip.tsx';
import { GallerySection, Row } from './gallery-section.tsx';

const variants = ['primary', 'plain', 'ghost', 'danger'] as const;

/** Buttons, menus, tabs, filters: what is pressed. */
export function ActionGallery(): ReactElement {
  const { t } = useTranslation('gallery');
  return (
    <>
      <GallerySection title={t('buttons')}>
        <Row>
          {variants.map((variant) => (
            <Button key={variant} variant={variant} icon={variant === 'danger' ? Trash2 : Plus}>
              {t(`variant.${variant}`)}
            </Button>
          ))}
        </Row>
        <Row>
          {variants.map((variant) => (
            <Button key={variant} variant={variant} size="sm">
              {t(`variant.${variant}`)}
            </Button>
          ))}
        </Row>
        <Row>
          <Button variant="primary" isPending>
            {t('pending')}
          </Button>
          <Button disabled>{t('disabled')}</Button>
          <IconButton icon={Pencil} aria-label={t('edit')} />
          <IconButton icon={RotateCw} variant="plain" size="sm" aria-label={t('refresh')} />
          <ButtonLink href="/gallery" icon={ExternalLink}>
            {t('link')}
          </ButtonLink>
          <Link href="/gallery">{t('link')}</Link>
          <Tooltip text={t('tooltip')}>
            <Button variant="ghost">{t('hover')}</Button>
          </Tooltip>
        </Row>
      </GallerySection>
      <MenuSection />
      <FilterSection />
      <GallerySection title={t('disclosure')}>
        <Disclosure summary={t('details')}>{t('sentence')}</Disclosure>
        <SplitView
          start={<div className="rounded-md bg-hover p-4">1</div>}
          end={<div className="rounded-md bg-hover p-4">2</div>}
        />
      </GallerySection>
    </>
  );
}

function MenuSection(): ReactElement {
  const { t } = useTranslation('gallery');
  const [tab, setTab] = useState<'overview' | 'sessions' | 'audit'>('overview');
  const [range, setRange] = useState<'1h' | '24h' | '7d'>('24h');
  return (
    <GallerySection title={t('choices')}>
      <Toolbar
        label={t('choices')}
        end={
          <Segmented
            label={t('range')}
            value={range}
            onChange={setRange}
            segments={[
              { value: '1h', label: '1h' },
              { value: '24h', label: '24h' },
              { value: '7d', label: '7d' },
            ]}
          />
        }
      >
        <Menu
          label={t('menu')}
          align="start"
          items={[
            { id: 'edit', label: t('edit'), icon: Pencil, shortcut: 'e', onSelect: () => undefined },
            { id: 'disconnect', label: t('disconnect'), icon: Unplug, onSelect: () => undefined },
            '-',
            { id: 'off', label: t('disabled'), icon: Ban, isDisabled: true },
            { id: 'remove', label: t('remove'), icon: Trash2, isDanger: true, onSelect: () => undefined },
          ]}
        />
      </Toolbar>
      <Tabs
        label={t('choices')}
        value={tab}
        onChange={setTab}
        items={[
          { id: 'overview', label: t('tabs.overview') },
          { id: 'sessions', label: t('tabs.sessions'), count: 12 },
          { id: 'audit', label: t('tabs.audit') },
        ]}
      >
        <p>{t(`tabs.${tab}`)}</p>
      </Tabs>
    </GallerySection>
  );
}

function FilterSection(): ReactElement {
  const { t } = useTranslation('gallery');
  const [search, setSearch] = useState('');
  const [status, setStatus] = useState('');
  return (
    <GallerySection title={t('filters')}>
      <FilterBar
        search={{ value: search, onChange: setSearch, label: t('search') }}
        activeCount={status === '' ? 0 : 1}
        onClear={() => setStatus('')}
        end={<Button icon={RotateCw}>{t('refresh')}</Button>}
      >
        <SelectInput
          aria-label={t('status')}
          value={status}
          onChange={setStatus}
          emptyLabel={t('anyStatus')}
          options={[
            { value: 'ok', label: t('tone.ok') },
            { value: 'bad', label: t('tone.bad') },
          ]}
          className="sm:w-40"
        />
      </FilterBar>
    </GallerySection>
  );
}
