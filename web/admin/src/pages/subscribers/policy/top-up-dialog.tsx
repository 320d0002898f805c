import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Callout, Dialog, isolated, useFormat, useToast } from '@trunkline/web-ui';
import { ApiForm, NumberField, RadioCards, ReasonField, UnitField, useApiForm } from '@trunkline/web-ui/form';
import { useId, useState, type ReactElement } from 'react';
import { useWatch, type Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../api/api.ts';
import { newKey } from '../../../api/new-key.ts';
import { nameOf, type Target } from '../actions/target.ts';
import { refreshSubscribers } from '../subscriber-queries.ts';
import { policyQuery } from './policy-queries.ts';

const gigabyte = 1e9;
const offeredGigabytes = [1, 5, 10, 50];

interface TopUpValues {
  bytes: number | null;
  timeS: number | null;
  lasts: 'period' | 'days';
  days: number | null;
  reason: string;
}

interface TopUpDialogProps {
  target: Target;
  onClose: () => void;
}

/** Data or time on top of the quota; says what will be left before it is given. */
export function TopUpDialog({ target, onClose }: TopUpDialogProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const formId = useId();
  const form = useTopUpForm({ target, onClose });
  const lasts = useWatch({ control: form.methods.control, name: 'lasts' });
  const whens = (['period', 'days'] as const).map((value) => ({
    value,
    label: t(`topUp.lasts.${value}`),
    description: t(`topUp.lasts.${value}Text`),
  }));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('topUp.title', { name: nameOf(target) })}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            isPending={form.methods.formState.isSubmitting}
          >
            {t('action.top-up')}
          </Button>
        </>
      }
    >
      <ApiForm form={form} id={formId}>
        <div className="flex flex-wrap gap-2">
          {offeredGigabytes.map((count) => (
            <Button
              key={count}
              size="sm"
              onClick={() => form.methods.setValue('bytes', count * gigabyte, { shouldDirty: true })}
            >
              <bdi dir="ltr">+{format.bytes(count * gigabyte)}</bdi>
            </Button>
          ))}
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <UnitField name="bytes" kind="bytes" label={t('quota.data')} />
          <UnitField name="timeS" kind="duration" label={t('quota.time')} />
        </div>
        <RadioCards name="lasts" label={t('topUp.until')} options={whens} />
        {lasts === 'days' && <NumberField name="days" label={t('extend.field')} isRequired />}
        <ReasonField isRequired={false} />
        <WhatItDoes subscriberId={target.id} control={form.methods.control} />
      </ApiForm>
    </Dialog>
  );
}

function useTopUpForm({ target, onClose }: TopUpDialogProps) {
  const { t } = useTranslation('subscribers');
  const toast = useToast();
  const client = useQueryClient();
  // An answer that is lost on the way does not top up twice.
  const [idempotencyKey] = useState(newKey);
  return useApiForm<TopUpValues>({
    defaultValues: { bytes: 5 * gigabyte, timeS: null, lasts: 'period', days: 30, reason: '' },
    submit: ({ bytes, timeS, lasts, days, reason }) => {
      const body = {
        bytes: bytes ?? 0,
        timeS: timeS ?? 0,
        days: lasts === 'days' ? days : null,
        reason: reason.trim() === '' ? null : reason.trim(),
        idempotencyKey,
      };
      const params = { path: { id: target.id } };
      return answerOf(api.POST('/api/subscribers/{id}/top-ups', { params, body }));
    },
    onSaved: () => {
      toast({ tone: 'ok', title: t('topUp.done', { name: nameOf(target) }) });
      void refreshSubscribers(client);
      onClose();
    },
  });
}

interface WhatItDoesProps {
  subscriberId: string;
  control: Control<TopUpValues>;
}

function WhatItDoes({ subscriberId, control }: WhatItDoesProps): ReactElement | null {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const policy = useQuery(policyQuery(subscriberId));
  const [bytes, timeS] = useWatch({ control, name: ['bytes', 'timeS'] });
  const quota = policy.data?.usage.quota;
  if (!policy.data) return null;
  if (!quota) return <Callout tone="warn">{t('topUp.noQuota')}</Callout>;
  const data = leftAfter({ limit: quota.limitBytes, used: quota.usedBytes, added: bytes });
  const time = leftAfter({ limit: quota.limitTimeS, used: quota.usedTimeS, added: timeS });
  const left = [data !== null && format.bytes(data), time !== null && format.uptime(time)].filter(Boolean);
  if (left.length === 0) return null;
  const isEnough = (data ?? 1) > 0 && (time ?? 1) > 0;
  return (
    <Callout live="polite">
      {t('topUp.leaves', { left: isolated(left.join(' + ')) })}{' '}
      {policy.data.decision === 'reject' && t('topUp.letsIn')}
      {policy.data.explanation.code === 'quota_slow' && isEnough && t('topUp.fullSpeed')}
    </Callout>
  );
}

interface Limit {
  limit: number | null;
  used: number;
  added: unknown;
}

/** Null: nothing of the kind is limited, or nothing would be added. */
function leftAfter({ limit, used, added }: Limit): number | null {
  return limit === null || typeof added !== 'number' || added <= 0 ? null : Math.max(0, limit + added - used);
}
