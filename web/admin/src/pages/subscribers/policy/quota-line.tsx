import { isolated, KeyValueList, UsageRing, useFormat, useNow, type Tone } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Policy } from './policy-queries.ts';

type Quota = NonNullable<Policy['usage']['quota']>;

/** From this share on the end is near. */
const near = 0.8;

/** How much of the quota is left, in data and time, and what comes after. */
export function QuotaLine({ quota }: { quota: Quota }): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const nowMs = useNow(60_000);
  const { usedBytes, limitBytes, usedTimeS, limitTimeS, period, endsAt, atZero } = quota;
  const data = limitBytes === null ? null : { used: usedBytes, limit: limitBytes, write: format.bytes };
  const time = limitTimeS === null ? null : { used: usedTimeS, limit: limitTimeS, write: format.uptime };
  // The one that ends first is the one to watch.
  const watched = [data, time]
    .filter((one) => one !== null)
    .toSorted((one, other) => other.used / other.limit - one.used / one.limit)[0];
  const share = watched ? watched.used / watched.limit : 0;
  const tone: Tone = share >= 1 ? 'bad' : share >= near ? 'warn' : 'ok';
  const amount = (one: typeof data): string | null =>
    one && t('quota.of', { used: isolated(one.write(one.used)), limit: isolated(one.write(one.limit)) });
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
      {watched && (
        <UsageRing
          label={t('quota.quota')}
          value={watched.used}
          max={watched.limit}
          valueText={amount(watched) ?? ''}
          tone={tone}
        >
          <bdi className="text-lg font-semibold">{format.percent(Math.min(share, 9.99))}</bdi>
          <span className="text-xs text-muted">{t('quota.used')}</span>
        </UsageRing>
      )}
      <KeyValueList
        className="min-w-60 flex-1"
        items={[
          { label: t('quota.quota'), value: t(`quota.period.${period}`) },
          ...(data
            ? [
                {
                  label: t('quota.data'),
                  value: amount(data),
                  hint: t('quota.left', {
                    left: isolated(format.bytes(Math.max(0, data.limit - data.used))),
                  }),
                },
              ]
            : []),
          ...(time ? [{ label: t('quota.time'), value: amount(time) }] : []),
          { label: t('quota.then'), value: t(`quota.atZero.${atZero}`) },
          {
            label: t('quota.anew'),
            value: endsAt === null ? t('quota.never') : format.instant(endsAt),
            hint: endsAt === null ? null : format.relative(endsAt, nowMs),
          },
        ]}
      />
    </div>
  );
}
