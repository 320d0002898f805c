import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import {
  Button,
  Callout,
  Card,
  KeyValueList,
  Link,
  NoPermissionState,
  PageHeader,
  QueryView,
  useFormat,
} from '@trunkline/web-ui';
import { Gavel, ThumbsDown } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { ApproveDialog } from './approve-dialog.tsx';
import { CaseStateChip, ScoreBar } from './case-words.tsx';
import { DismissDialog } from './dismiss-dialog.tsx';
import { EvidenceCard } from './evidence-card.tsx';
import { caseQuery, sharingStatusQuery, type SharingCase, type SharingStatus } from './sharing-queries.ts';

const route = getRouteApi('/shell/sharing/$id');

/** One case: what was seen, how much it weighs, and the decision. */
export function CasePage(): ReactElement {
  const { t } = useTranslation('sharing');
  const { id } = route.useParams();
  const mayRead = useCan('sharing.read');
  const found = useQuery({ ...caseQuery(id), enabled: mayRead });
  const status = useQuery({ ...sharingStatusQuery, enabled: mayRead });
  if (!mayRead) {
    return (
      <>
        <PageHeader title={t('title')} />
        <NoPermissionState permission="sharing.read" />
      </>
    );
  }
  return (
    <QueryView query={found}>
      {(data) => <QueryView query={status}>{(watch) => <Case found={data} status={watch} />}</QueryView>}
    </QueryView>
  );
}

function Case({ found, status }: { found: SharingCase; status: SharingStatus }): ReactElement {
  const { t } = useTranslation('sharing');
  const mayDecide = useCan('sharing.decide');
  const [asking, setAsking] = useState<'approve' | 'dismiss'>();
  const close = (): void => setAsking(undefined);
  const isOpen = found.state === 'open';
  return (
    <>
      <PageHeader
        title={found.username}
        breadcrumbs={[{ label: t('title'), href: '/sharing' }]}
        status={<CaseStateChip state={found.state} />}
        subtitle={found.fullName && <bdi>{found.fullName}</bdi>}
        actions={
          isOpen &&
          mayDecide && (
            <>
              <Button icon={ThumbsDown} onClick={() => setAsking('dismiss')}>
                {t('dismiss.open')}
              </Button>
              <Button variant="primary" icon={Gavel} onClick={() => setAsking('approve')}>
                {t('approve.open')}
              </Button>
            </>
          )
        }
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(20rem,2fr)]">
        <EvidenceCard found={found} />
        <div className="flex flex-col gap-4">
          <Card title={t('score')} subtitle={t('scoreText')}>
            <ScoreBar score={found.score} threshold={status.threshold} hasMark />
          </Card>
          <CaseFacts found={found} />
          <Callout tone="info" title={t('caution.title')}>
            {t('caution.text')}
          </Callout>
        </div>
      </div>
      {asking === 'approve' && <ApproveDialog found={found} proposed={status.action} onClose={close} />}
      {asking === 'dismiss' && <DismissDialog found={found} onClose={close} />}
    </>
  );
}

function CaseFacts({ found }: { found: SharingCase }): ReactElement {
  const { t } = useTranslation('sharing');
  const format = useFormat();
  const instant = (at: string | null): string | null => at && format.instant(at, 'minute');
  const { decidedAt, decidedBy, action, reason, quietUntil } = found;
  const decision = [
    { label: t('fact.decidedAt'), value: instant(decidedAt) },
    { label: t('fact.decidedBy'), value: decidedBy && <bdi>{decidedBy}</bdi> },
    { label: t('fact.action'), value: action && t(`action.${action}`) },
    { label: t('fact.reason'), value: reason && <bdi>{reason}</bdi> },
    { label: t('fact.quietUntil'), value: instant(quietUntil) },
  ].filter(({ value }) => value !== null);
  return (
    <Card
      title={t('facts')}
      actions={<Link href={`/subscribers/${found.subscriberId}?tab=sessions`}>{t('fact.subscriber')}</Link>}
    >
      <KeyValueList
        items={[
          { label: t('fact.openedAt'), value: instant(found.openedAt) },
          { label: t('fact.updatedAt'), value: instant(found.updatedAt) },
          ...(found.state === 'open' ? [] : decision),
        ]}
      />
    </Card>
  );
}
