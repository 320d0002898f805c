import { useQuery } from '@tanstack/react-query';
import { isolated, StatusChip, useFormat, useNow, type Tone } from '@trunkline/web-ui';
import { CircleCheck, CircleDashed, CircleX, Clock, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../../api/me.ts';
import { useZoneName } from '../../zones/use-zone-name.ts';
import { StepList } from './step-list.tsx';
import { sessionTermsQuery, type SessionTerms } from './policy-queries.ts';

type State = SessionTerms['state'];
type Enforced = NonNullable<SessionTerms['desired']>;

type LineName = 'speed' | 'burst' | 'access' | 'addressList' | 'pool' | 'ends' | 'volume' | 'zones';
type Lines = Record<LineName, string | null>;

const looks: Record<State, { tone: Tone; icon: LucideIcon }> = {
  in_step: { tone: 'ok', icon: CircleCheck },
  pending: { tone: 'new', icon: Clock },
  claimed: { tone: 'warn', icon: CircleDashed },
  failed: { tone: 'bad', icon: CircleX },
};

interface SessionTermsPanelProps {
  subscriberId: string;
  sessionId: string;
}

/** What the session is to get, what the router gives, and how it was brought there. */
export function SessionTermsPanel({ subscriberId, sessionId }: SessionTermsPanelProps): ReactElement | null {
  const { t } = useTranslation('subscribers');
  const mayRead = useCan('enforcement.read');
  const terms = useQuery({ ...sessionTermsQuery(subscriberId), enabled: mayRead });
  const own = terms.data?.find((one) => one.sessionId === sessionId);
  if (terms.data === undefined) return null;
  if (!own) return <p className="text-sm text-muted">{t('terms.notYet')}</p>;
  return <Terms terms={own} />;
}

/** Differences that nobody notices while the session lasts. */
const silentLines: ReadonlySet<LineName> = new Set(['ends', 'volume']);

function Terms({ terms }: { terms: SessionTerms }): ReactElement {
  const { t } = useTranslation('subscribers');
  const wordsOf = useTermLines();
  const [desired, applied] = [wordsOf(terms.desired), wordsOf(terms.applied)];
  const names = Object.keys(desired) as LineName[];
  const differing = names.filter((name) => desired[name] !== applied[name]);
  const isPartly =
    terms.state === 'failed' &&
    terms.applied !== null &&
    differing.length > 0 &&
    differing.every((name) => silentLines.has(name));
  const parts = differing.map((name) => t(`terms.line.${name}`)).join(t('comma'));
  return (
    <section aria-label={t('terms.title')} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-semibold">{t('terms.title')}</h3>
        <StateChip terms={terms} isPartly={isPartly} />
        <Since terms={terms} />
      </div>
      {isPartly && <p className="text-sm text-muted">{t('terms.partlyText', { parts })}</p>}
      <TermsTable terms={terms} desired={desired} applied={applied} />
      <StepList steps={terms.steps} />
    </section>
  );
}

interface StateChipProps {
  terms: SessionTerms;
  /** What is felt is in step: "failed" would send people to look for a speed that is right. */
  isPartly: boolean;
}

function StateChip({ terms: { state, rung }, isPartly }: StateChipProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const { tone, icon } = looks[isPartly ? 'claimed' : state];
  return (
    <StatusChip tone={tone} icon={icon}>
      {t(`terms.state.${isPartly ? 'partly' : state}`)}
      {!isPartly && rung !== null && state !== 'in_step' && ` · ${t(`terms.rung.${rung}`)}`}
    </StatusChip>
  );
}

function Since({ terms: { state, desiredSince } }: { terms: SessionTerms }): ReactElement | null {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const nowMs = useNow();
  if (state === 'in_step') return null;
  return (
    <span className="text-sm text-muted">{t('terms.since', { when: format.ago(desiredSince, nowMs) })}</span>
  );
}

interface TermsTableProps {
  terms: SessionTerms;
  desired: Lines;
  applied: Lines;
}

/** Side by side, so that what differs is seen. */
function TermsTable({ terms, desired, applied }: TermsTableProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const names = Object.keys(desired) as LineName[];
  const shown = names.filter((name) => desired[name] !== null || applied[name] !== null);
  const by = terms.appliedBy && t(`terms.by.${terms.appliedBy}`);
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-start">
        <thead>
          <tr className="text-sm text-muted">
            <th scope="col" className="py-1 pe-4 text-start font-normal">
              <span className="sr-only">{t('terms.part')}</span>
            </th>
            <th scope="col" className="py-1 pe-4 text-start font-normal">
              {t('terms.desired')}
            </th>
            <th scope="col" className="py-1 text-start font-normal">
              {t('terms.applied')}
              {by &&
                ` (${by}${terms.appliedAt ? `, ${isolated(format.instant(terms.appliedAt, 'log'))}` : ''})`}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((name) => (
            <tr key={name} className="border-t border-line">
              <th scope="row" className="py-1 pe-4 text-start font-normal text-muted">
                {t(`terms.line.${name}`)}
              </th>
              <td className="py-1 pe-4">
                <bdi>{terms.desired === null ? '—' : (desired[name] ?? '—')}</bdi>
              </td>
              <td
                className={`py-1 ${terms.applied && desired[name] !== applied[name] ? 'font-medium text-warn-fg' : ''}`}
              >
                <bdi>{terms.applied === null ? t('terms.unknown') : (applied[name] ?? '—')}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Enforced terms in words; null where there is nothing to say. */
function useTermLines() {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const zoneName = useZoneName();
  return (terms: Enforced | null): Lines => {
    if (terms === null) return { ...noLines, access: t('terms.access.none') };
    const { burst, access, endsAtMs, volumeEndBytes, zones } = terms;
    return {
      ...noLines,
      speed: format.planRate(terms.downloadBps, terms.uploadBps),
      burst:
        burst === null
          ? null
          : burst === 'unknown'
            ? t('terms.unknown')
            : format.planRate(burst.downloadBps, burst.uploadBps),
      access: access === 'full' ? null : t(`terms.access.${access}`),
      addressList: terms.addressList,
      pool: terms.pool,
      ends: endsAtMs === null ? null : format.instant(endsAtMs),
      volume: volumeEndBytes === null ? null : format.bytes(volumeEndBytes),
      zones:
        zones.length === 0
          ? null
          : zones
              .map(
                ({ zoneId, downloadBps, uploadBps }) =>
                  `${zoneName(zoneId)} ${format.planRate(downloadBps, uploadBps)}`,
              )
              .join(t('comma')),
    };
  };
}

const noLines: Lines = {
  speed: null,
  burst: null,
  access: null,
  addressList: null,
  pool: null,
  ends: null,
  volume: null,
  zones: null,
};
