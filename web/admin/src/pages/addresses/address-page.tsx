import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import {
  Callout,
  Card,
  EmptyState,
  NoPermissionState,
  PageHeader,
  QueryView,
  useFormat,
} from '@trunkline/web-ui';
import { Fingerprint, SearchX } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { AddressForm } from './address-form.tsx';
import { holdersQuery, type AddressAnswer } from './address-queries.ts';
import type { AddressSearch } from './address-search.ts';
import { HolderCard } from './holder-card.tsx';
import { HolderStrips } from './holder-strips.tsx';

const route = getRouteApi('/shell/addresses');

/** Who had an address at a time, however long ago. */
export function AddressPage(): ReactElement {
  const { t } = useTranslation('addresses');
  const mayRead = useCan('sessions.read');
  const navigate = route.useNavigate();
  const search = route.useSearch();
  if (!mayRead) {
    return (
      <>
        <PageHeader title={t('title')} />
        <NoPermissionState />
      </>
    );
  }
  const { address } = search;
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} />
      <Card className="mb-4">
        <AddressForm
          key={JSON.stringify(search)}
          search={search}
          onAsk={(asked) => void navigate({ search: asked })}
        />
      </Card>
      {address === undefined ? (
        <EmptyState icon={Fingerprint} title={t('ask.title')}>
          {t('ask.text')}
        </EmptyState>
      ) : (
        <Holders search={{ ...search, address }} />
      )}
    </>
  );
}

function Holders({ search }: { search: AddressSearch & { address: string } }): ReactElement {
  const { t } = useTranslation('addresses');
  const query = useQuery(holdersQuery(search));
  return (
    <QueryView
      query={query}
      isEmpty={({ holders }) => holders.length === 0}
      empty={
        <EmptyState icon={SearchX} title={t('none.title')}>
          {t('none.text')}
        </EmptyState>
      }
    >
      {(answer) => <Answer answer={answer} search={search} />}
    </QueryView>
  );
}

function Answer({ answer, search }: { answer: AddressAnswer; search: AddressSearch }): ReactElement {
  const { t } = useTranslation('addresses');
  const format = useFormat();
  const { holders, isCut } = answer;
  const when = search.at ? format.instant(search.at, 'second') : undefined;
  return (
    <div className="flex flex-col gap-4">
      {isCut && <Callout tone="warn">{t('cut')}</Callout>}
      <Card title={when ? t('answer.at', { when }) : t(search.from ? 'answer.range' : 'answer.now')}>
        <HolderStrips holders={holders} search={search} />
      </Card>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        {holders.map((holder) => (
          <HolderCard key={holder.session.id} holder={holder} />
        ))}
      </div>
    </div>
  );
}
