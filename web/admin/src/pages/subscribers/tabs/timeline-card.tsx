import {
  Card,
  EmptyState,
  isolated,
  LoadingState,
  StatusDot,
  useFormat,
  useNow,
  type Tone,
} from '@trunkline/web-ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../../api/me.ts';
import { loginTimelineQuery, sessionTimelineQuery, timelineAuditQuery } from './tab-queries.ts';
import { useAuditWords } from './use-audit-words.ts';
import { useReasonName } from './use-reason-name.ts';

const mostShown = 20;
/** Older than this, the hour says more than the age: "yesterday" is no answer to what happened when. */
const aDayMs = 86_400_000;

interface Moment {
  id: string;
  kind: 'change' | 'login' | 'session';
  at: string;
  tone: Tone;
  title: ReactNode;
  detail: string;
}

/** What happened lately: changes by people, sessions, refused logins, in one line of time. */
export function TimelineCard({ subscriberId }: { subscriberId: string }): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const nowMs = useNow(30_000);
  const { moments, isPending } = useMoments(subscriberId);
  return (
    <Card title={t('overview.timeline')}>
      {isPending && moments.length === 0 && <LoadingState lines={6} />}
      {!isPending && moments.length === 0 && <EmptyState isCompact />}
      <ol className="flex flex-col">
        {moments.map((moment) => (
          <li key={moment.id} className="flex gap-3 border-s border-line pb-4 ps-4 last:pb-0">
            <span className="-ms-6 mt-0.5 rounded-full bg-surface">
              <StatusDot tone={moment.tone} label={t(`timeline.kind.${moment.kind}`)} />
            </span>
            <div className="min-w-0 flex-1">
              <p className="wrap-anywhere">{moment.title}</p>
              <p className="text-sm text-muted">
                <time dateTime={moment.at} title={format.instant(moment.at, 'second')}>
                  {nowMs - Date.parse(moment.at) < aDayMs
                    ? format.relative(moment.at, nowMs)
                    : format.instant(moment.at)}
                </time>
                {moment.detail && ` · ${isolated(moment.detail)}`}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function useMoments(id: string): { moments: Moment[]; isPending: boolean } {
  const seesSessions = useCan('sessions.read');
  const audit = useQuery({ ...timelineAuditQuery(id), enabled: useCan('audit.read') });
  const sessions = useQuery({ ...sessionTimelineQuery(id), enabled: seesSessions });
  const logins = useQuery({ ...loginTimelineQuery(id), enabled: useCan('aaa.read') });
  const sessionMoments = useSessionMoments(sessions.data ?? []);
  const auditWords = useAuditWords();
  const reasonName = useReasonName();
  const { t } = useTranslation('subscribers');
  const moments: Moment[] = [
    ...(audit.data ?? []).map((entry) => ({
      id: entry.id,
      kind: 'change' as const,
      at: entry.at,
      tone: 'new' as const,
      title: auditWords(entry.action),
      detail: entry.actorKind === 'system' ? t('timeline.system') : entry.actorName,
    })),
    ...(logins.data ?? []).map((login) => ({
      id: login.id,
      kind: 'login' as const,
      at: login.at,
      tone: 'bad' as const,
      title: t('timeline.refused', { reason: reasonName(login.reason) }),
      detail: [login.nasName, login.count > 1 && `${login.count}×`].filter(Boolean).join(' · '),
    })),
    ...sessionMoments,
  ];
  const isPending = [audit, sessions, logins].some((query) => query.isLoading);
  return { moments: moments.toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, mostShown), isPending };
}

type TimelineSession = NonNullable<
  Awaited<ReturnType<NonNullable<ReturnType<typeof sessionTimelineQuery>['queryFn']>>>
>[number];

function useSessionMoments(sessions: readonly TimelineSession[]): Moment[] {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  return sessions.flatMap((session): Moment[] => {
    const { id, startedAt, stoppedAt, framedIp, sessionTimeS, downloadBytes, uploadBytes } = session;
    const began: Moment = {
      id: `${id} began`,
      kind: 'session',
      at: startedAt,
      tone: 'ok',
      title: t('timeline.began'),
      detail: framedIp ?? '',
    };
    if (stoppedAt === null) return [began];
    const volume = [`↓ ${format.bytes(downloadBytes)}`, `↑ ${format.bytes(uploadBytes)}`]
      .map(isolated)
      .join(' ');
    return [
      began,
      {
        id: `${id} ended`,
        kind: 'session',
        at: stoppedAt,
        tone: 'off',
        title: t('timeline.ended', { time: format.uptime(sessionTimeS) }),
        detail: volume,
      },
    ];
  });
}
