import { ApiForm, Button, DateTimeField, TextField, useApiForm } from '@trunkline/web-ui';
import { Search } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AddressSearch } from './address-search.ts';

interface AddressFormProps {
  search: AddressSearch;
  onAsk: (search: AddressSearch) => void;
}

interface Values {
  address: string;
  from: string | null;
  to: string | null;
}

/** An address and a time, or two: what a letter from the police has in it. */
export function AddressForm({ search, onAsk }: AddressFormProps): ReactElement {
  const { t } = useTranslation('addresses');
  const form = useApiForm<Values>({
    defaultValues: {
      address: search.address ?? '',
      from: search.at ?? search.from ?? null,
      to: search.to ?? null,
    },
    submit: (values) => Promise.resolve(values),
    onSaved: (_, values) => onAsk(toSearch(values)),
  });
  return (
    <ApiForm form={form}>
      <div className="grid items-start gap-x-4 gap-y-3 sm:grid-cols-2 xl:grid-cols-[minmax(14rem,2fr)_1fr_1fr_auto]">
        <TextField
          name="address"
          label={t('form.address')}
          hint={t('form.addressHint')}
          isRequired
          isMono
          placeholder={t('form.addressExample')}
          validate={(value) =>
            typeof value === 'string' && isAddress(value) ? undefined : t('form.noAddress')
          }
        />
        <DateTimeField name="from" label={t('form.at')} hint={t('form.atHint')} hasSeconds />
        <DateTimeField name="to" label={t('form.until')} hint={t('form.untilHint')} hasSeconds />
        <Button type="submit" variant="primary" icon={Search} className="xl:mt-6">
          {t('form.ask')}
        </Button>
      </div>
    </ApiForm>
  );
}

function toSearch({ address, from, to }: Values): AddressSearch {
  const asked = { address: address.trim() };
  if (from === null) return asked;
  return to === null || to <= from ? { ...asked, at: from } : { ...asked, from, to };
}

/** The server decides; this only spares a question that cannot have an answer. */
function isAddress(text: string): boolean {
  const trimmed = text.trim();
  return (
    /^\d{1,3}(\.\d{1,3}){3}$/.test(trimmed) || (trimmed.includes(':') && /^[0-9a-f:.]{2,45}$/i.test(trimmed))
  );
}
