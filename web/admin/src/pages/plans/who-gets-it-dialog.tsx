import { useQuery } from '@tanstack/react-query';
import {
  ApiForm,
  Button,
  Callout,
  Dialog,
  Link,
  QueryView,
  RadioCards,
  useApiForm,
  useFormat,
} from '@trunkline/web-ui';
import { Users } from 'lucide-react';
import { useId, type ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { versionPreviewQuery, type ApplyTo, type Plan, type TermsBody } from './plan-queries.ts';
import { TermDifferences } from './plan-words.tsx';

const choices = ['new_sales', 'renewals', 'all'] as const;

interface WhoGetsItDialogProps {
  plan: Plan;
  terms: TermsBody;
  /** Undefined: the person thought better of it. */
  onDecided: (applyTo: ApplyTo | undefined) => void;
}

/** Before new terms are saved: what differs, for whom they hold, and who would notice. */
export function WhoGetsItDialog({ plan, terms, onDecided }: WhoGetsItDialogProps): ReactElement {
  const { t } = useTranslation('plans');
  const formId = useId();
  const form = useApiForm<{ applyTo: ApplyTo }>({
    defaultValues: { applyTo: 'new_sales' },
    submit: ({ applyTo }) => Promise.resolve(onDecided(applyTo)),
  });
  const applyTo = useWatch({ control: form.methods.control, name: 'applyTo' });
  return (
    <Dialog
      isOpen
      onClose={() => onDecided(undefined)}
      size="lg"
      title={t('apply.title', { number: plan.version.number + 1 })}
      footer={
        <>
          <Button onClick={() => onDecided(undefined)}>{t('apply.back')}</Button>
          <Button type="submit" form={formId} variant="primary">
            {t(`apply.confirm.${applyTo}`)}
          </Button>
        </>
      }
    >
      <ApiForm form={form} id={formId}>
        <section aria-label={t('apply.differences')} className="flex flex-col gap-2">
          <h3 className="font-semibold">{t('apply.differences')}</h3>
          <TermDifferences
            from={plan.version.terms}
            to={{ ...terms, currency: plan.version.terms.currency }}
          />
        </section>
        <RadioCards
          name="applyTo"
          label={t('apply.label')}
          options={choices.map((value) => ({
            value,
            label: t(`apply.${value}`),
            description: t(`apply.${value}Text`),
          }))}
        />
        <WhoChanges plan={plan} terms={terms} applyTo={applyTo} />
      </ApiForm>
    </Dialog>
  );
}

interface WhoChangesProps {
  plan: Plan;
  terms: TermsBody;
  applyTo: ApplyTo;
}

function WhoChanges({ plan, terms, applyTo }: WhoChangesProps): ReactElement {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const preview = useQuery(versionPreviewQuery({ planId: plan.id, terms, applyTo }));
  const words = (key: 'changesNow' | 'changesAtRenewal' | 'keeps' | 'online', count: number) =>
    t(`apply.${key}`, { count, shown: format.count(count) });
  return (
    <QueryView query={preview} isCompact>
      {({ sold, changesNow, changesAtRenewal, online, sample }) => (
        <Callout
          tone={changesNow > 0 ? 'warn' : 'info'}
          live="polite"
          title={
            changesNow > 0
              ? words('changesNow', changesNow)
              : changesAtRenewal > 0
                ? words('changesAtRenewal', changesAtRenewal)
                : words('keeps', sold.total)
          }
        >
          {changesNow > 0 && online > 0 && <p>{words('online', online)}</p>}
          {(changesNow > 0 || changesAtRenewal > 0) && sample.length > 0 && (
            <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
              <Users size={14} aria-hidden />
              {t('apply.sample')}
              {sample.map(({ subscriberId, username, fullName }) => (
                <Link key={subscriberId} href={`/subscribers/${subscriberId}`} target="_blank">
                  <bdi>{fullName ?? username}</bdi>
                </Link>
              ))}
            </p>
          )}
        </Callout>
      )}
    </QueryView>
  );
}
