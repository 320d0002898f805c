import { Card, Link, useFormat, useNow, type Format } from '@trunkline/web-ui';
import type { TFunction } from 'i18next';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { discardWord } from '../nas/discard-word.ts';
import { NasHealthChip } from '../nas/nas-health.tsx';
import { figureText } from './figure-text.ts';
import type { AaaHealth, NasHealth } from './health-queries.ts';

/** The rest is in the list of NAS, which can be searched. */
const mostShown = 15;
const ageStepMs = 5_000;

const figures = ['sessions', 'accepts', 'rejects', 'accounting', 'discarded', 'unanswered'] as const;
type FigureName = (typeof figures)[number];

/** Each NAS with its rates a minute, the worst first. */
export function NasCard({ health }: { health: AaaHealth }): ReactElement {
  const { t } = useTranslation('aaa-health');
  const shown = health.nas.slice(0, mostShown);
  const down = health.nasByState['down'] ?? 0;
  const quiet = health.nasByState['quiet'] ?? 0;
  const all = Object.values(health.nasByState).reduce((sum, count) => sum + count, 0);
  const troubles = [
    ...(down > 0 ? [t('nas.down', { count: down })] : []),
    ...(quiet > 0 ? [t('nas.quiet', { count: quiet })] : []),
  ];
  return (
    <Card
      title={t('nas.title')}
      subtitle={troubles.length === 0 ? t('nas.allWell') : troubles.join(' · ')}
      actions={<Link href="/nas">{t('nas.all', { count: all })}</Link>}
      isPadded={false}
    >
      <WideTable nas={shown} />
      <ul className="hidden divide-y divide-line phone:block">
        {shown.map((one) => (
          <NarrowRow key={one.id} nas={one} />
        ))}
      </ul>
    </Card>
  );
}

function WideTable({ nas }: { nas: readonly NasHealth[] }): ReactElement {
  const { t } = useTranslation('aaa-health');
  return (
    <div className="overflow-x-auto phone:hidden">
      <table className="w-full text-base">
        <thead>
          <tr className="border-b border-line text-sm text-muted">
            <th scope="col" className="px-4 py-2 text-start font-medium">
              {t('nas.column.name')}
            </th>
            <th scope="col" className="px-3 py-2 text-start font-medium">
              {t('nas.column.health')}
            </th>
            {figures.map((name) => (
              <th
                key={name}
                scope="col"
                title={
                  name === 'discarded' || name === 'unanswered' ? t(`nas.columnHint.${name}`) : undefined
                }
                className="px-3 py-2 text-end font-medium whitespace-nowrap"
              >
                {t(`nas.column.${name}`)}
              </th>
            ))}
            <th scope="col" className="px-4 py-2 text-end font-medium whitespace-nowrap">
              {t('nas.column.lastPacket')}
            </th>
          </tr>
        </thead>
        <tbody>
          {nas.map((one) => (
            <WideRow key={one.id} nas={one} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function WideRow({ nas }: { nas: NasHealth }): ReactElement {
  const { t } = useTranslation('aaa-health');
  const { t: nasWord } = useTranslation('nas');
  const { t: reasonWord } = useTranslation('reasons');
  const format = useFormat();
  const nowMs = useNow(ageStepMs);
  const words = { nasWord, reasonWord, format };
  return (
    <tr className="border-b border-line last:border-b-0 hover:bg-hover">
      <th scope="row" aria-label={nas.name} className="max-w-64 truncate px-4 py-1.5 text-start font-medium">
        <Link href={`/nas/${nas.id}`}>
          <bdi>{nas.name}</bdi>
        </Link>
      </th>
      <td className="px-3 py-1.5">
        <NasHealthChip health={nas.health} />
      </td>
      {figures.map((name) => (
        <td
          key={name}
          className={`px-3 py-1.5 text-end font-mono ${toneOf(nas, name)}`}
          title={causesOf(nas, name, words)}
        >
          {figureOf(nas, name, format)}
        </td>
      ))}
      <td className="px-4 py-1.5 text-end whitespace-nowrap text-muted">
        {nas.lastPacketAt ? format.ago(nas.lastPacketAt, nowMs) : t('nas.never')}
      </td>
    </tr>
  );
}

function NarrowRow({ nas }: { nas: NasHealth }): ReactElement {
  const { t } = useTranslation('aaa-health');
  const format = useFormat();
  const nowMs = useNow(ageStepMs);
  return (
    <li>
      <Link href={`/nas/${nas.id}`} isPlain className="flex flex-col gap-2 px-4 py-3">
        <span className="flex items-center gap-3">
          <bdi className="me-auto truncate font-medium">{nas.name}</bdi>
          <NasHealthChip health={nas.health} />
        </span>
        <span className="grid grid-cols-3 gap-x-3 gap-y-1.5">
          {figures.map((name) => (
            <span key={name} className="flex flex-col">
              <span className="text-sm text-muted">{t(`nas.column.${name}`)}</span>
              <span className={`font-mono ${toneOf(nas, name)}`}>{figureOf(nas, name, format)}</span>
            </span>
          ))}
        </span>
        <span className="text-sm text-muted">
          {t('nas.column.lastPacket')}:{' '}
          {nas.lastPacketAt ? format.ago(nas.lastPacketAt, nowMs) : t('nas.never')}
        </span>
      </Link>
    </li>
  );
}

function valueOf({ openSessions, perMinute }: NasHealth, name: FigureName): number {
  return name === 'sessions' ? openSessions : perMinute[name];
}

function figureOf(nas: NasHealth, name: FigureName, format: Format): string {
  return figureText(valueOf(nas, name), format);
}

/** Nothing is quiet; what should not be is coloured once it is. */
function toneOf(nas: NasHealth, name: FigureName): string {
  if (valueOf(nas, name) === 0) return 'text-muted';
  if (name === 'unanswered') return 'text-bad-fg';
  return name === 'discarded' ? 'text-warn-fg' : '';
}

/** What stands behind a figure, as far as it is told. */
function causesOf(
  { rejects, silences }: NasHealth,
  name: FigureName,
  words: { nasWord: TFunction<'nas'>; reasonWord: TFunction<'reasons'>; format: Format },
): string | undefined {
  const { nasWord, reasonWord, format } = words;
  const told = (word: string, count: number): string => `${word}: ${format.count(count)}`;
  if (name === 'rejects')
    return rejects
      .map(({ reason, count }) => told(reasonWord(reason as never, { defaultValue: reason }), count))
      .join('\n');
  if (name === 'discarded' || name === 'unanswered')
    return silences.map(({ kind, count }) => told(discardWord(nasWord, kind), count)).join('\n');
  return undefined;
}
