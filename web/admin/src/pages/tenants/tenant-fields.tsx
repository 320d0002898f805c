import { SelectField, TextField } from '@trunkline/web-ui';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { listCurrencies, listTimeZones } from '../setup/places.ts';
import type { Tenant } from './tenant-queries.ts';

export const tenantFieldNames = ['name', 'company', 'email', 'currency', 'timeZone'] as const;
export type TenantValues = Record<(typeof tenantFieldNames)[number], string>;

/** What people write of a company: the operator of any, its owner of their own. */
export function TenantFields(): ReactElement {
  const { t, i18n } = useTranslation('tenants');
  const currencies = useMemo(() => listCurrencies(i18n.language), [i18n.language]);
  const timeZones = useMemo(() => listTimeZones(), []);
  return (
    <>
      <TextField name="name" label={t('field.name')} isRequired maxLength={200} />
      <TextField name="company" label={t('field.company')} maxLength={200} />
      <TextField name="email" label={t('field.email')} type="email" maxLength={254} />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField name="currency" label={t('field.currency')} isRequired options={currencies} />
        <SelectField name="timeZone" label={t('field.timeZone')} isRequired options={timeZones} />
      </div>
    </>
  );
}

export function tenantValues(tenant: Tenant): TenantValues {
  const { name, company, email, currency, timeZone } = tenant;
  return { name, company: company ?? '', email: email ?? '', currency, timeZone };
}

/** As the API takes them: what is left empty is not known. */
export function toTenantBody({ company, email, ...values }: TenantValues) {
  return { ...values, company: company.trim() || null, email: email.trim() || null };
}
