import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Callout, Dialog, isolated, useFormat, useNow, useToast } from '@trunkline/web-ui';
import { ApiForm, NumberField, ReasonField, UnitField, useApiForm } from '@trunkline/web-ui/form';
import { useId, type ReactElement } from 'react';
import { useWatch, type Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../api/api.ts';
import { nameOf, type Target } from '../actions/target.ts';
import { refreshSubscribers } from '../subscriber-queries.ts';
import { policyQuery, type Policy } from './policy-queries.ts';

const offered = [
  { minutes: 30, unit: 'minute', count: 30 },
  { minutes: 60, unit: 'hour', count: 1 },
  { minutes: 120, unit: 'hour', count: 2 },
  { minutes: 1_440, unit: 'day', count: 1 },
] as const;
const minuteMs = 60_000;

interface BoostValues {
  downloadBps: number | null;
  uploadBps: number | null;
  minutes: number | null;
  reason: string;
}

interface BoostDialogProps {
  target: Target;
  onClose: () => void;
}

/** More speed for a while; says until when, and what it does not lift. */
export function BoostDialog(props: BoostDialogProps): ReactElement | null {
  const policy = useQuery(policyQuery(props.target.id));
  if (policy.isPending) return null;
  return <BoostForm {...props} policy={policy.data} />;
}

interface BoostFormProps extends BoostDialogProps {
  policy: Policy | undefined;
}

function BoostForm({ target, policy, onClose }: BoostFormProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const formId = useId();
  const form = useBoostForm({ target, policy, onClose });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('boost.title', { name: nameOf(target) })}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            isPending={form.methods.formState.isSubmitting}
          >
            {t('action.boost')}
          </Button>
        </>
      }
    >
      <ApiForm form={form} id={formId}>
        <div className="grid gap-4 sm:grid-cols-2">
          <UnitField name="downloadBps" kind="rate" label={t('boost.download')} isRequired />
          <UnitField name="uploadBps" kind="rate" label={t('boost.upload')} isRequired />
        </div>
        <div className="flex flex-wrap gap-2">
          {offered.map(({ minutes, unit, count }) => (
            <Button
              key={minutes}
              size="sm"
              onClick={() => form.methods.setValue('minutes', minutes, { shouldDirty: true })}
            >
              {t(`validity.${unit}`, { count })}
            </Button>
          ))}
        </div>
        <NumberField name="minutes" label={t('boost.minutes')} isRequired className="sm:max-w-60" />
        <ReasonField isRequired={false} />
        <WhatItDoes control={form.methods.control} policy={policy} />
      </ApiForm>
    </Dialog>
  );
}

function useBoostForm({ target, policy, onClose }: BoostFormProps) {
  const { t } = useTranslation('subscribers');
  const toast = useToast();
  const client = useQueryClient();
  return useApiForm<BoostValues>({
    defaultValues: {
      ...twiceThePlan(policy),
      minutes: 60,
      reason: '',
    },
    submit: ({ downloadBps, uploadBps, minutes, reason }) => {
      // Required in the form, so each is there by now.
      const body = {
        downloadBps: downloadBps!,
        uploadBps: uploadBps!,
        minutes: minutes!,
        reason: reason.trim() === '' ? null : reason.trim(),
      };
      return answerOf(
        api.POST('/api/subscribers/{id}/boosts', { params: { path: { id: target.id } }, body }),
      );
    },
    onSaved: () => {
      toast({ tone: 'ok', title: t('boost.done', { name: nameOf(target) }) });
      void refreshSubscribers(client);
      onClose();
    },
  });
}

/** Also of somebody who is slowed at the moment. */
function twiceThePlan(policy: Policy | undefined): Pick<BoostValues, 'downloadBps' | 'uploadBps'> {
  const { planDownloadBps, planUploadBps } = policy?.explanation.params ?? {};
  const downloadBps = planDownloadBps ?? policy?.terms?.downloadBps;
  const uploadBps = planUploadBps ?? policy?.terms?.uploadBps;
  return {
    downloadBps: downloadBps === undefined ? null : downloadBps * 2,
    uploadBps: uploadBps === undefined ? null : uploadBps * 2,
  };
}

interface WhatItDoesProps {
  control: Control<BoostValues>;
  policy: Policy | undefined;
}

function WhatItDoes({ control, policy }: WhatItDoesProps): ReactElement | null {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const nowMs = useNow(minuteMs);
  const [downloadBps, uploadBps, minutes] = useWatch({
    control,
    name: ['downloadBps', 'uploadBps', 'minutes'],
  });
  if (![downloadBps, uploadBps, minutes].every((figure) => typeof figure === 'number' && figure > 0)) {
    return null;
  }
  const hasTier = policy?.usage.periods.some(({ tiers }) => tiers.some(({ isReached }) => isReached));
  const isCapped = hasTier || policy?.explanation.code === 'quota_slow';
  const hasService = policy === undefined || policy.terms?.access === 'full';
  return (
    <Callout tone={isCapped || !hasService ? 'warn' : 'info'} live="polite">
      <p>
        {t('boost.does', {
          rate: isolated(format.planRate(downloadBps, uploadBps)),
          until: isolated(format.instant(nowMs + minutes! * minuteMs)),
        })}
      </p>
      {hasService && isCapped && <p>{t('boost.capped')}</p>}
      {!hasService && <p>{t('boost.noService')}</p>}
    </Callout>
  );
}
