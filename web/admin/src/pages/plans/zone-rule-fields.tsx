import { useQuery } from '@tanstack/react-query';
import { Button, IconButton, Link, SelectField, SwitchField, UnitField } from '@trunkline/web-ui';
import { Plus, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { allZonesQuery, type Zone } from '../zones/zone-queries.ts';
import type { PlanValues } from './plan-form-values.ts';

/** Destinations with a speed of their own or free of quota. */
export function ZoneRuleFields(): ReactElement {
  const { t } = useTranslation('plans');
  const { control } = useFormContext<PlanValues>();
  const { fields, append, remove } = useFieldArray({ control, name: 'terms.zoneRules' });
  const chosen = useWatch({ control, name: 'terms.zoneRules' }) ?? [];
  const zones = useQuery({ ...allZonesQuery, enabled: useCan('zones.read') }).data ?? [];
  const taken = new Set(chosen.map(({ zoneId }) => zoneId));
  const free = zones.filter(({ id }) => !taken.has(id));
  return (
    <div className="flex flex-col gap-3">
      <p className="max-w-prose text-sm text-muted">{t('zoneRule.hint')}</p>
      {zones.length === 0 && fields.length === 0 && (
        <p>
          {t('zoneRule.noZones')} <Link href="/zones">{t('zoneRule.toZones')}</Link>
        </p>
      )}
      {fields.map(({ id }, index) => (
        <ZoneRuleRow
          key={id}
          index={index}
          offered={zones.filter((zone) => zone.id === chosen[index]?.zoneId || !taken.has(zone.id))}
          onRemove={() => remove(index)}
        />
      ))}
      {zones.length > 0 && (
        <div>
          <Button
            size="sm"
            icon={Plus}
            disabled={free.length === 0}
            onClick={() =>
              append({
                zoneId: free[0]?.id ?? '',
                isFree: true,
                rates: { downloadBps: null, uploadBps: null },
              })
            }
          >
            {t('zoneRule.add')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface ZoneRuleRowProps {
  index: number;
  offered: readonly Zone[];
  onRemove: () => void;
}

function ZoneRuleRow({ index, offered, onRemove }: ZoneRuleRowProps): ReactElement {
  const { t } = useTranslation('plans');
  const name = `terms.zoneRules.${index}` as const;
  return (
    <div className="grid items-start gap-3 rounded-lg border border-line p-3 sm:grid-cols-[repeat(3,minmax(0,1fr))_auto]">
      <SelectField
        name={`${name}.zoneId`}
        label={t('zoneRule.zone')}
        options={offered.map((zone) => ({ value: zone.id, label: zone.name }))}
        isRequired
      />
      <UnitField
        name={`${name}.rates.downloadBps`}
        kind="rate"
        label={t('field.download')}
        hint={t('zoneRule.ratesHint')}
      />
      <UnitField name={`${name}.rates.uploadBps`} kind="rate" label={t('field.upload')} />
      <IconButton
        icon={Trash2}
        aria-label={t('zoneRule.remove', { number: index + 1 })}
        onClick={onRemove}
        className="sm:mt-6"
      />
      <SwitchField
        name={`${name}.isFree`}
        label={t('zoneRule.isFree')}
        hint={t('zoneRule.isFreeHint')}
        className="sm:col-span-4"
      />
    </div>
  );
}
