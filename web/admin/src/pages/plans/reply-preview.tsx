import { useQuery } from '@tanstack/react-query';
import {
  Callout,
  Card,
  describeError,
  ErrorWords,
  SelectInput,
  Skeleton,
  useFormat,
} from '@trunkline/web-ui';
import { useDeferredValue, useEffect, useState, type ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { vendors } from '../nas/nas-vendors.ts';
import { isPreviewable, termsOfValues, type PlanValues } from './plan-form-values.ts';
import { previewQuery, type Preview, type TermsBody, type Vendor } from './plan-queries.ts';

const debounceMs = 300;

/** Beside the form: the reply that a router would get for what is typed, made by the server that answers logins. */
export function ReplyPreview(): ReactElement {
  const { t } = useTranslation('plans');
  const { currency } = useFormat();
  const [vendor, setVendor] = useState<Vendor>('mikrotik');
  const values = useWatch<PlanValues, 'terms'>({ name: 'terms' });
  const typed = isPreviewable(values)
    ? termsOfValues({ ...values, price: values.price ?? 0 }, currency)
    : undefined;
  const terms = useDebounced(typed);
  return (
    <Card title={t('preview.title')} subtitle={t('preview.subtitle')}>
      <SelectInput
        aria-label={t('preview.vendor')}
        options={vendors.map((value) => ({ value, label: t(`vendor.${value}`) }))}
        value={vendor}
        onChange={setVendor}
        className="mb-3"
      />
      {terms ? (
        <Reply terms={terms} vendor={vendor} />
      ) : (
        <p className="text-muted">{t('preview.incomplete')}</p>
      )}
    </Card>
  );
}

function Reply({ terms, vendor }: { terms: TermsBody; vendor: Vendor }): ReactElement {
  const { t } = useTranslation('plans');
  const preview = useQuery(previewQuery({ terms, vendor }));
  if (preview.error) {
    return (
      <Callout tone="warn" title={t('preview.refused')}>
        <ErrorWords error={describeError(preview.error)} />
      </Callout>
    );
  }
  if (!preview.data) return <Skeleton className="h-40 w-full" />;
  return (
    <div className={preview.isPlaceholderData ? 'opacity-60' : undefined}>
      <ReplyAttributes preview={preview.data} />
      {preview.data.unsaid.length > 0 && (
        <Callout
          tone="warn"
          className="mt-3"
          title={t('preview.unsaidTitle', { vendor: t(`vendor.${vendor}`) })}
        >
          {preview.data.unsaid
            .map((term) => t(`unsaid.${term}` as 'unsaid.speed', { defaultValue: term }))
            .join(' · ')}
        </Callout>
      )}
    </div>
  );
}

function ReplyAttributes({ preview }: { preview: Preview }): ReactElement {
  const { t } = useTranslation('plans');
  return (
    <figure
      aria-label={t('preview.title')}
      className="overflow-hidden rounded-lg border border-line bg-canvas"
    >
      <figcaption className="border-b border-line px-3 py-1.5 font-mono text-sm" dir="ltr">
        {t('preview.packet')}
      </figcaption>
      <dl dir="ltr" className="p-3 font-mono text-sm">
        {preview.attributes.map(({ name, value }, index) => (
          // An attribute may come more than once; its place is its identity.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index} className="flex flex-wrap gap-x-2 py-0.5">
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0 wrap-anywhere">
              {value ?? <span className="font-sans text-muted italic">{t('preview.made')}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </figure>
  );
}

/** The value once it has rested: a preview for each key pressed would be thrown away. */
function useDebounced<Value>(value: Value): Value {
  const [rested, setRested] = useState(value);
  const text = useDeferredValue(JSON.stringify(value));
  useEffect(() => {
    const timer = window.setTimeout(
      () => setRested(text === undefined ? value : (JSON.parse(text) as Value)),
      debounceMs,
    );
    return () => window.clearTimeout(timer);
    // The text says all of the value; the value itself is another object with each keystroke.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [text]);
  return rested;
}
