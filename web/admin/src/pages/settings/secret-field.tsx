import { Button, Field, StatusChip, TextInput, useBoundField, type FieldProps } from '@trunkline/web-ui';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** As the API shows a secret that is set; sent back like this it stays. */
const shown = '***';

/** A secret is never shown: it is set or not, and can be replaced or removed. */
export function SecretField(props: FieldProps): ReactElement {
  const { t } = useTranslation('settings');
  const { field, error, wiring } = useBoundField(props);
  // What to go back to; the form draws this field anew after each saving.
  const [stored] = useState<unknown>(field.value);
  const isTyping = field.value !== null && field.value !== shown;
  return (
    <Field id={wiring.id} label={props.label} hint={props.hint} error={error}>
      <div className="flex flex-wrap items-center gap-2">
        {isTyping ? (
          <TextInput
            {...wiring}
            value={String(field.value)}
            onChange={(event) => field.onChange(event.currentTarget.value)}
            autoComplete="off"
            maxLength={128}
            dir="ltr"
            className="flex-1 font-mono"
          />
        ) : (
          <output id={wiring.id}>
            <StatusChip tone={field.value === shown ? 'ok' : 'off'}>
              {t(
                field.value === shown
                  ? 'secret.set'
                  : stored === shown
                    ? 'secret.willRemove'
                    : 'secret.unset',
              )}
            </StatusChip>
          </output>
        )}
        {!isTyping && (
          <Button size="sm" onClick={() => field.onChange('')}>
            {t(field.value === shown ? 'secret.replace' : 'secret.enter')}
          </Button>
        )}
        {field.value === shown && (
          <Button size="sm" variant="ghost" onClick={() => field.onChange(null)}>
            {t('secret.remove')}
          </Button>
        )}
        {field.value !== stored && (
          <Button size="sm" variant="ghost" onClick={() => field.onChange(stored)}>
            {t('secret.keep')}
          </Button>
        )}
      </div>
    </Field>
  );
}
