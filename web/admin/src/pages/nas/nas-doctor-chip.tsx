import { useQuery } from '@tanstack/react-query';
import { StatusChip, useFormat, type Tone } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { doctorSummariesQuery, type DoctorCheck } from './nas-doctor-queries.ts';

export const doctorTones: Record<DoctorCheck['state'], Tone> = {
  ok: 'ok',
  warn: 'warn',
  fail: 'bad',
  unknown: 'off',
};

/** How the last look at a NAS came out. One question for all rows of a list. */
export function NasDoctorChip({ nasId }: { nasId: string }): ReactElement | null {
  const { t } = useTranslation('nas-doctor');
  const format = useFormat();
  const summaries = useQuery(doctorSummariesQuery);
  if (!summaries.data) return null;
  const found = summaries.data.get(nasId);
  if (!found?.state) return <span className="text-muted">{t('summary.never')}</span>;
  return (
    <StatusChip
      tone={doctorTones[found.state]}
      title={t('checkedAt', { at: format.instant(found.checkedAt, 'second') })}
    >
      {t(`summary.${found.state}`)}
    </StatusChip>
  );
}
