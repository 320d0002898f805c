import { Card, KeyValueList, useFormat, useNow } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { PlanOnSale } from '../subscriber-queries.ts';
import type { AddValues } from './add-form.tsx';
import { endOfPeriod } from './end-of-period.ts';

/** What is about to be made, told as it is typed: login, speed, price, until when. */
export function AddSummary({ plans }: { plans: readonly PlanOnSale[] }): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const nowMs = useNow(60_000);
  const { username, password, fullName, planId } = useWatch<AddValues>();
  const plan = plans.find(({ id }) => id === planId);
  const terms = plan?.version.terms;
  const endMs = terms?.validity ? endOfPeriod(nowMs, terms.validity) : undefined;
  const items = [
    { label: t('field.fullName'), value: fullName && <bdi>{fullName}</bdi> },
    {
      label: t('field.username'),
      value: username && (
        <bdi dir="ltr" className="font-mono">
          {username}
        </bdi>
      ),
    },
    { label: t('field.password'), value: t(password ? 'password.typed' : 'password.willBeMade') },
    { label: t('field.plan'), value: plan && <bdi>{plan.name}</bdi> },
    {
      label: t('summary.speed'),
      value: terms && (
        <span>
          <bdi className="text-download">↓ {format.rate(terms.downloadBps)}</bdi>{' '}
          <bdi className="text-upload">↑ {format.rate(terms.uploadBps)}</bdi>
        </span>
      ),
    },
    {
      label: t('summary.price'),
      value: terms && <strong>{format.money(terms.priceMinor, terms.currency)}</strong>,
    },
    {
      label: t('summary.until'),
      value: terms && (endMs === undefined ? t('expiry.none') : format.instant(endMs, 'date')),
    },
  ];
  return (
    <Card title={t('summary.title')} className="lg:sticky lg:top-4">
      <KeyValueList items={items} />
    </Card>
  );
}
