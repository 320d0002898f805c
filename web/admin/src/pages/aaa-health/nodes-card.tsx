import { useQuery } from '@tanstack/react-query';
import { Card, EmptyState, StatusChip, useFormat, useNow, type Tone } from '@trunkline/web-ui';
import { ServerOff } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/me.ts';
import { nodeLoadQuery, type NodeHealth, type NodeLoad } from './health-queries.ts';

/** Older news than this makes a change of a subscriber hold later than promised. */
const lateNewsMs = 5_000;
/** Usage that is counted later than this is late for quotas and fair use. */
const lateCountMs = 10_000;
const ageStepMs = 5_000;

/** The RADIUS servers: whether they live, how fresh their news is, how far the counting lags. */
export function NodesCard({ nodes }: { nodes: readonly NodeHealth[] }): ReactElement {
  const { t } = useTranslation('aaa-health');
  const { isOperator } = useMe();
  const loads = useQuery({ ...nodeLoadQuery, enabled: isOperator });
  return (
    <Card title={t('nodes.title')} subtitle={t('nodes.subtitle')}>
      {nodes.length === 0 ? (
        <EmptyState icon={ServerOff} title={t('nodes.none')} isCompact />
      ) : (
        <ul className="flex flex-col divide-y divide-line">
          {nodes.map((node) => (
            <NodeRow key={node.node} node={node} load={loads.data?.find((one) => one.node === node.node)} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function NodeRow({ node, load }: { node: NodeHealth; load: NodeLoad | undefined }): ReactElement {
  const { t } = useTranslation('aaa-health');
  const format = useFormat();
  const nowMs = useNow(ageStepMs);
  return (
    <li className="flex flex-col gap-2 py-2.5 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <bdi dir="ltr" className="font-mono font-medium break-all">
          {node.node}
        </bdi>
        <bdi dir="ltr" className="text-sm text-muted">
          {node.version}
        </bdi>
        <span className="ms-auto">
          <NodeChip node={node} />
        </span>
      </div>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-3">
        <Figure label={t('nodes.news')}>
          {ageOf(node.snapshotAgeMs, format.milliseconds) ?? t('nodes.notLoaded')}
        </Figure>
        <Figure label={t('nodes.lag')}>
          {ageOf(node.foldLagMs, format.milliseconds) ?? t('nodes.notCounted')}
        </Figure>
        <Figure label={node.isAlive ? t('nodes.since') : t('nodes.lastSeen')}>
          {format.ago(node.isAlive ? node.startedAt : node.beatAt, nowMs)}
        </Figure>
        {load && (
          <>
            <Figure label={t('nodes.subscribers')}>
              {load.subscribersOnline === null ? '–' : format.count(load.subscribersOnline)}
            </Figure>
            <Figure label={t('nodes.journal')}>
              {load.journalLagBytes === null ? '–' : format.bytes(load.journalLagBytes)}
            </Figure>
          </>
        )}
      </dl>
    </li>
  );
}

/** The worst that holds. */
function NodeChip({ node }: { node: NodeHealth }): ReactElement {
  const { t } = useTranslation('aaa-health');
  const state = stateOf(node);
  return (
    <StatusChip tone={stateTones[state]} title={t(`nodes.stateHint.${state}`)}>
      {t(`nodes.state.${state}`)}
    </StatusChip>
  );
}

type NodeState = 'down' | 'loading' | 'stale' | 'behind' | 'ok';

const stateTones: Record<NodeState, Tone> = {
  down: 'bad',
  loading: 'warn',
  stale: 'warn',
  behind: 'warn',
  ok: 'ok',
};

function stateOf({ isAlive, snapshotAgeMs, foldLagMs }: NodeHealth): NodeState {
  if (!isAlive) return 'down';
  if (snapshotAgeMs === null) return 'loading';
  if (snapshotAgeMs > lateNewsMs) return 'stale';
  return foldLagMs === null || foldLagMs > lateCountMs ? 'behind' : 'ok';
}

function ageOf(ageMs: number | null, format: (milliseconds: number) => string): string | undefined {
  return ageMs === null ? undefined : format(Math.max(0, ageMs));
}

function Figure({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <div className="flex flex-col">
      <dt className="text-sm text-muted">{label}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}
