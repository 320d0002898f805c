import {
  Card,
  CopyText,
  EmptyState,
  isolated,
  KeyValueList,
  LoadingState,
  useFormat,
  useNow,
} from '@trunkline/web-ui';
import { TimeChart } from '@trunkline/web-ui/chart';
import { useQuery } from '@tanstack/react-query';
import { WifiOff } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../../api/me.ts';
import { DisconnectButton } from '../actions/disconnect-button.tsx';
import { nasNamesQuery, type Session } from '../subscriber-queries.ts';
import { SessionTermsPanel } from '../policy/session-terms-panel.tsx';
import { useRateSamples, type RateSample } from './use-rate-samples.ts';
import { useRouterRates } from './use-router-rates.ts';

/** The chart moves on this often. */
const chartStepMs = 5_000;
const routerStepMs = 1_000;
const leastSpanMs = 300_000;

interface LiveTabProps {
  subscriberId: string;
  sessions: readonly Session[] | undefined;
}

/** The open sessions with their counters as the router last told them. */
export function LiveTab({ subscriberId, sessions }: LiveTabProps): ReactElement {
  const { t } = useTranslation('subscribers');
  if (!sessions) return <LoadingState lines={8} />;
  if (sessions.length === 0) {
    return (
      <EmptyState icon={WifiOff} title={t('live.offline')}>
        {t('live.offlineText')}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      {sessions.map((session) => (
        <LiveSession
          key={session.id}
          subscriberId={subscriberId}
          session={session}
          isOneOfMany={sessions.length > 1}
        />
      ))}
    </div>
  );
}

interface LiveSessionProps {
  subscriberId: string;
  session: Session;
  /** The head of the page ends the only one. */
  isOneOfMany: boolean;
}

function LiveSession({ subscriberId, session, isOneOfMany }: LiveSessionProps): ReactElement {
  const { t } = useTranslation('subscribers');
  return (
    <Card
      title={t('live.session')}
      subtitle={<CopyText text={session.acctSessionId} />}
      actions={isOneOfMany && <DisconnectButton sessionId={session.id} nasId={session.nasId} />}
    >
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
        <SessionFacts session={session} />
        <div className="flex min-w-0 flex-col gap-6">
          <RateChart session={session} />
          <SessionTermsPanel subscriberId={subscriberId} sessionId={session.id} />
        </div>
      </div>
    </Card>
  );
}

/** Each second from the router where it can be asked, else between its reports. */
function RateChart({ session }: { session: Session }): ReactElement {
  const { t } = useTranslation('subscribers');
  const router = useRouterRates(session.id);
  const isLive = router.state === 'live';
  const nowMs = useNow(isLive ? routerStepMs : chartStepMs);
  const reported = withPresent(useRateSamples(session), nowMs);
  const samples = isLive ? router.samples : reported;
  const series = [
    {
      id: 'download',
      label: t('live.download'),
      tone: 'download' as const,
      values: samples.map((one) => one.downloadBps),
    },
    {
      id: 'upload',
      label: t('live.upload'),
      tone: 'upload' as const,
      values: samples.map((one) => one.uploadBps),
    },
  ];
  const fromMs = Math.min(samples[0]?.atMs ?? nowMs, nowMs - leastSpanMs);
  return (
    <div className="flex flex-col gap-1">
      <TimeChart
        label={t(isLive ? 'live.rateNow' : 'live.rate')}
        unit="bit/s"
        kind="area"
        timesMs={samples.map((one) => one.atMs)}
        series={series}
        span={{ fromMs, toMs: nowMs }}
        empty={
          <EmptyState isCompact title={t('live.noRate')}>
            {t('live.noRateText')}
          </EmptyState>
        }
      />
      {router.state === 'unavailable' && <p className="text-sm text-muted">{t('live.noRouterRates')}</p>}
    </div>
  );
}

/** The last rate that is known stands until the next report. */
function withPresent(samples: readonly RateSample[], nowMs: number): readonly RateSample[] {
  const last = samples.at(-1);
  return last && last.atMs < nowMs ? [...samples, { ...last, atMs: nowMs }] : samples;
}

function SessionFacts({ session }: { session: Session }): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const nowMs = useNow();
  const names = useQuery({ ...nasNamesQuery, enabled: useCan('nas.read') });
  const { framedIp, framedIpv6Prefix, delegatedIpv6Prefix, mac, nasPortId, callingStationId } = session;
  const device = mac ?? callingStationId;
  const rate = (bps: number | null) => (bps === null ? null : isolated(format.rate(bps)));
  const items = [
    {
      label: t('live.uptime'),
      value: <Mono>{format.uptime((nowMs - Date.parse(session.startedAt)) / 1000)}</Mono>,
      hint: format.instant(session.startedAt, 'second'),
    },
    { label: t('live.lastHeard'), value: format.relative(session.lastSeenAt, nowMs) },
    { label: t('field.ip'), value: copyable(framedIp) },
    { label: t('field.ipv6'), value: copyable(framedIpv6Prefix ?? delegatedIpv6Prefix) },
    { label: t('field.mac'), value: device && <CopyText text={format.mac(device)} /> },
    {
      label: t('field.nas'),
      value: <bdi>{names.data?.get(session.nasId) ?? session.nasAddress}</bdi>,
      hint: nasPortId && <Mono>{nasPortId}</Mono>,
    },
    {
      label: t('live.download'),
      value: <bdi className="text-download">↓ {format.bytes(session.downloadBytes)}</bdi>,
      hint: rate(session.downloadBps),
    },
    {
      label: t('live.upload'),
      value: <bdi className="text-upload">↑ {format.bytes(session.uploadBytes)}</bdi>,
      hint: rate(session.uploadBps),
    },
  ];
  return <KeyValueList items={items} />;
}

function copyable(text: string | null): ReactElement | null {
  return text === null ? null : <CopyText text={text} />;
}

function Mono({ children }: { children: string }): ReactElement {
  return (
    <bdi dir="ltr" className="font-mono text-sm">
      {children}
    </bdi>
  );
}
