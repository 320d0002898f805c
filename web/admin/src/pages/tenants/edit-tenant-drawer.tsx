import { useQueryClient } from '@tanstack/react-query';
import { Drawer } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../../api/me.ts';
import { changeTenant } from './change-tenant.ts';
import { OwnPortsForm } from './own-ports-form.tsx';
import { TenantForm } from './tenant-form.tsx';
import type { Tenant } from './tenant-queries.ts';

interface EditTenantDrawerProps {
  /** Undefined: closed. */
  tenant: Tenant | undefined;
  onClose: () => void;
}

export function EditTenantDrawer({ tenant, onClose }: EditTenantDrawerProps): ReactElement {
  const { t } = useTranslation('tenants');
  const queries = useQueryClient();
  return (
    <Drawer
      isOpen={tenant !== undefined}
      onClose={onClose}
      title={t('edit.title', { name: tenant?.name ?? '' })}
    >
      {tenant && (
        <>
          <TenantForm
            key={tenant.id}
            tenant={tenant}
            save={(body, revision) => changeTenant({ id: tenant.id, revision }, body)}
            onSaved={() => {
              void queries.invalidateQueries({ queryKey: ['tenants'] });
              // It may be one's own.
              void queries.invalidateQueries({ queryKey: meQuery.queryKey });
              onClose();
            }}
            submitLabel={t('edit.submit')}
            onCancel={onClose}
          />
          <OwnPortsForm key={`ports of ${tenant.id}`} tenantId={tenant.id} />
        </>
      )}
    </Drawer>
  );
}
