import type { paths } from '@trunkline/openapi-client';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  ApiForm,
  Button,
  FormActions,
  NumberField,
  QueryView,
  useApiForm,
  useToast,
} from '@trunkline/web-ui';
import { Undo2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';

type Ports =
  paths['/api/tenants/{id}/radius-ports']['get']['responses'][200]['content']['application/json']['data'];

interface PortValues {
  authPort: number | null;
  acctPort: number | null;
}

const portsQuery = (id: string) =>
  queryOptions({
    queryKey: ['tenants', 'ports', id],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/tenants/{id}/radius-ports', { params: { path: { id } }, signal }))).data,
  });

/** RADIUS ports of a tenant alone, for routers behind a NAT that they share with those of others. */
export function OwnPortsForm({ tenantId }: { tenantId: string }): ReactElement {
  const { t } = useTranslation('tenants');
  const ports = useQuery(portsQuery(tenantId));
  return (
    <section aria-labelledby="own-ports" className="mt-6 flex flex-col gap-3 border-t border-line pt-5">
      <div>
        <h3 id="own-ports" className="text-md font-semibold">
          {t('ports.title')}
        </h3>
        <p className="text-sm text-muted">{t('ports.text')}</p>
      </div>
      <QueryView query={ports} isCompact>
        {(data) => <PortFields key={JSON.stringify(data)} tenantId={tenantId} ports={data} />}
      </QueryView>
    </section>
  );
}

function PortFields({ tenantId, ports }: { tenantId: string; ports: Ports }): ReactElement {
  const { t } = useTranslation('tenants');
  const queries = useQueryClient();
  const toast = useToast();
  const [takesAway, setTakesAway] = useState(false);
  const form = useApiForm<PortValues, Ports>({
    defaultValues: { authPort: ports?.authPort ?? null, acctPort: ports?.acctPort ?? null },
    submit: async ({ authPort, acctPort }) => {
      // Both are required in the form, so they are there by now.
      const body = takesAway ? null : { authPort: authPort!, acctPort: acctPort! };
      const params = { path: { id: tenantId } };
      return (await answerOf(api.PUT('/api/tenants/{id}/radius-ports', { params, body }))).data;
    },
    onSaved: (saved) => {
      setTakesAway(false);
      queries.setQueryData(portsQuery(tenantId).queryKey, saved);
      toast({ tone: 'ok', title: t(saved === null ? 'ports.taken' : 'ports.given') });
    },
  });
  return (
    <ApiForm form={form}>
      {!takesAway && (
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField name="authPort" label={t('ports.auth')} isRequired />
          <NumberField name="acctPort" label={t('ports.acct')} isRequired />
        </div>
      )}
      {takesAway && <p>{t('ports.takeText')}</p>}
      <FormActions
        submitLabel={t(takesAway ? 'ports.take' : 'ports.give')}
        isDanger={takesAway}
        onCancel={takesAway ? () => setTakesAway(false) : undefined}
      >
        {ports !== null && !takesAway && (
          <Button icon={Undo2} onClick={() => setTakesAway(true)}>
            {t('ports.take')}
          </Button>
        )}
      </FormActions>
    </ApiForm>
  );
}
