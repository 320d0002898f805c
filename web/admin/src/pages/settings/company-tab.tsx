import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Card, CopyText, KeyValueList, QueryView, useToast } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { meQuery, useCan } from '../../api/me.ts';
import { TenantForm } from '../tenants/tenant-form.tsx';
import type { Tenant } from '../tenants/tenant-queries.ts';
import type { toTenantBody } from '../tenants/tenant-fields.tsx';
import { ownTenantQuery } from './settings-queries.ts';

/** The company that the person is signed in to. */
export function CompanyTab(): ReactElement {
  const { t } = useTranslation('settings');
  const tenant = useQuery(ownTenantQuery);
  const mayWrite = useCan('tenancy.write');
  return (
    <Card
      title={t('company.title')}
      subtitle={mayWrite ? t('company.text') : t('readOnly')}
      className="max-w-3xl"
    >
      <QueryView query={tenant}>
        {(data) => (
          <fieldset disabled={!mayWrite} className="flex min-w-0 flex-col gap-4">
            <KeyValueList items={[{ label: t('company.code'), value: <CopyText text={data.code} /> }]} />
            <CompanyForm tenant={data} />
          </fieldset>
        )}
      </QueryView>
    </Card>
  );
}

function CompanyForm({ tenant }: { tenant: Tenant }): ReactElement {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const toast = useToast();
  return (
    <TenantForm
      tenant={tenant}
      save={saveOwnTenant}
      onSaved={(saved) => {
        queries.setQueryData(ownTenantQuery.queryKey, saved);
        // The name, the currency and the zone of every page come from there.
        void queries.invalidateQueries({ queryKey: meQuery.queryKey });
        void queries.invalidateQueries({ queryKey: ['tenants'] });
        toast({ tone: 'ok', title: t('saved') });
      }}
      submitLabel={t('save')}
    />
  );
}

async function saveOwnTenant(body: ReturnType<typeof toTenantBody>, revision: number): Promise<Tenant> {
  const params = { header: { 'if-match': `"${revision}"` } };
  return (await answerOf(api.PATCH('/api/tenant', { params, body }))).data;
}
