import { Card, EmptyState, Link, StatusChip, useFormat, useNow, type Tone } from '@trunkline/web-ui';
import { CircleCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dashboard } from './dashboard-queries.ts';

const tones: Record<string, Tone> = { ok: 'ok', quiet: 'warn', down: 'bad', waiting: 'new', disabled: 'off' };
const ageStepMs = 10_000;

/** The routers that somebody should look at, the worst first. */
export function NasHealthCard({ nas }: { nas: NonNullable<Dashboard['nas']> }): ReactElement {
  const { t } = useTranslation('dashboard');
  const { t: nasWord } = useTranslation('nas');
  const format = useFormat();
  const nowMs = useNow(ageStepMs);
  return (
    <Card title={t('nas.title')} actions={<Link href="/nas">{t('nas.all')}</Link>}>
      {nas.worst.length === 0 ? (
        <EmptyState icon={CircleCheck} title={t('nas.none')} isCompact />
      ) : (
        <ul className="flex flex-col gap-1">
          {nas.worst.map(({ id, name, state, reason, lastPacketAt }) => (
            <li key={id}>
              <Link
                href={`/nas/${id}`}
                isPlain
                className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-0.5 rounded-md px-2 py-1 hover:bg-hover phone:min-h-11"
              >
                <span className="me-auto font-medium">
                  <bdi>{name}</bdi>
                </span>
                <span className="text-sm text-muted">
                  {lastPacketAt ? format.ago(lastPacketAt, nowMs) : t('nas.never')}
                </span>
                <StatusChip
                  tone={tones[state] ?? 'off'}
                  title={nasWord(`healthReason.${reason}` as never, { defaultValue: reason }) as string}
                >
                  {nasWord(`health.${state}` as never, { defaultValue: state }) as string}
                </StatusChip>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
