import { Field, TextAreaInput, useBoundField, useFormat } from '@trunkline/web-ui';
import { CircleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { prefixesOf, prefixFaults } from './prefix-lines.ts';

/** More than these at once nobody mends before sending again. */
const mostShown = 8;

/** Prefixes, one a line; each wrong line is named under the field. The form's value is the text. */
export function PrefixField({ name }: { name: string }): ReactElement {
  const { t } = useTranslation('zones');
  const format = useFormat();
  const label = t('field.prefixes');
  const validate = (value: unknown): string | undefined => {
    const faults = prefixFaults(String(value));
    return faults.length === 0 ? undefined : t('prefix.wrong', { count: faults.length });
  };
  const { field, error, wiring } = useBoundField({
    name,
    label,
    hint: t('field.prefixesHint'),
    isRequired: true,
    validate,
  });
  const text = typeof field.value === 'string' ? field.value : '';
  const count = prefixesOf(text).length;
  const faults = prefixFaults(text);
  return (
    <Field
      id={wiring.id}
      label={label}
      hint={t('field.prefixesHint')}
      error={error}
      isRequired
      aside={
        <output className="text-sm text-muted">
          {t('prefix.count', { count, shown: format.count(count) })}
        </output>
      }
    >
      <TextAreaInput {...field} {...wiring} value={text} rows={8} dir="ltr" className="font-mono text-sm" />
      {faults.length > 0 && (
        <ul className="flex flex-col gap-0.5 text-sm text-bad-fg">
          {faults.slice(0, mostShown).map(({ line, text: written, kind }) => (
            <li key={line} className="flex items-start gap-1">
              <CircleAlert size={14} aria-hidden className="mt-0.5 shrink-0" />
              <span>
                {t('prefix.line', { line })} <bdi className="font-mono">{written}</bdi> {t(`prefix.${kind}`)}
              </span>
            </li>
          ))}
          {faults.length > mostShown && <li>{t('prefix.more', { count: faults.length - mostShown })}</li>}
        </ul>
      )}
    </Field>
  );
}
