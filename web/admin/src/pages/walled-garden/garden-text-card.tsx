import { useQuery } from '@tanstack/react-query';
import { Card, CodeBlock, QueryView, Segmented } from '@trunkline/web-ui';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { gardenTextQuery, gardenVendors, type GardenVendor } from './walled-garden-queries.ts';

/** The list in the words of a router that is not reached over its API. */
export function GardenTextCard(): ReactElement {
  const { t } = useTranslation('walled-garden');
  const [vendor, setVendor] = useState<GardenVendor>('mikrotik');
  const text = useQuery(gardenTextQuery(vendor));
  return (
    <Card title={t('text.title')} subtitle={t('text.subtitle')}>
      <div className="flex flex-col gap-3">
        <div>
          <Segmented
            label={t('text.vendor')}
            value={vendor}
            onChange={setVendor}
            segments={gardenVendors.map((value) => ({ value, label: t(`vendor.${value}`) }))}
          />
        </div>
        <p className="text-muted">{t(`text.for.${vendor}`)}</p>
        <QueryView query={text} isCompact>
          {(data) => <CodeBlock label={t(`vendor.${vendor}`)} code={data.text} />}
        </QueryView>
      </div>
    </Card>
  );
}
