import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import {
  Badge,
  ConfirmDialog,
  Menu,
  PageHeader,
  QueryView,
  Tabs,
  useFormat,
  useNavigateTo,
} from '@trunkline/web-ui';
import { History, SlidersHorizontal, Trash2 } from 'lucide-react';
import { Fragment, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { useCan } from '../../api/me.ts';
import { EditPlanForm } from './edit-plan-form.tsx';
import { planQuery, type Plan } from './plan-queries.ts';
import { PlanVersions } from './plan-versions.tsx';
import { PlanStatusChip } from './plan-words.tsx';

const route = getRouteApi('/shell/plans/$id');

export function PlanPage(): ReactElement {
  const { id } = route.useParams();
  const plan = useQuery(planQuery(id));
  return <QueryView query={plan}>{(data) => <PlanPageOf plan={data} />}</QueryView>;
}

function PlanPageOf({ plan }: { plan: Plan }): ReactElement {
  const { t } = useTranslation('plans');
  const navigate = route.useNavigate();
  const { tab = 'plan' } = route.useSearch();
  const mayWrite = useCan('plans.write');
  return (
    <>
      <PageHeader
        title={plan.name}
        breadcrumbs={[{ label: t('title'), href: '/plans' }]}
        status={
          <>
            <PlanStatusChip status={plan.status} />
            {plan.isDefault && <Badge tone="new">{t('default')}</Badge>}
          </>
        }
        subtitle={<PlanSummary plan={plan} />}
        actions={mayWrite && <PlanMenu plan={plan} />}
      />
      <Tabs
        label={t('tabs')}
        items={[
          { id: 'plan', label: t('tab.plan'), icon: SlidersHorizontal },
          { id: 'versions', label: t('tab.versions'), icon: History, count: plan.versions.length },
        ]}
        value={tab}
        onChange={(next) => void navigate({ search: { tab: next === 'versions' ? next : undefined } })}
      >
        {tab === 'plan' ? <EditPlanForm plan={plan} /> : <PlanVersions plan={plan} />}
      </Tabs>
    </>
  );
}

/** Each part keeps its own direction, whatever stands beside it. */
function PlanSummary({ plan }: { plan: Plan }): ReactElement {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const { terms } = plan.version;
  const parts = [
    format.planRate(terms.downloadBps, terms.uploadBps),
    format.money(terms.priceMinor, terms.currency),
    t(`service.${plan.service}`),
    t(`payment.${plan.payment}`),
    t('holders', { count: plan.holders, shown: format.count(plan.holders) }),
  ];
  return (
    <>
      {parts.map((part, index) => (
        <Fragment key={part}>
          {index > 0 && ' · '}
          <bdi>{part}</bdi>
        </Fragment>
      ))}
    </>
  );
}

function PlanMenu({ plan }: { plan: Plan }): ReactElement {
  const { t } = useTranslation('plans');
  const navigateTo = useNavigateTo();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const remove = async (): Promise<void> => {
    await answerOf(api.DELETE('/api/plans/{id}', { params: { path: { id: plan.id } } }));
    await queries.invalidateQueries({ queryKey: ['plans', 'all'] });
    navigateTo('/plans');
  };
  return (
    <>
      <Menu
        label={t('menu', { name: plan.name })}
        items={[
          {
            id: 'remove',
            label: t('remove.open'),
            icon: Trash2,
            isDanger: true,
            onSelect: () => setAsking(true),
          },
        ]}
      />
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('remove.question', { name: plan.name })}
        confirmLabel={t('remove.open')}
        onConfirm={remove}
        isDanger
      >
        {t('remove.text')}
      </ConfirmDialog>
    </>
  );
}
