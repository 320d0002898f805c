import { Badge, Card } from '@trunkline/web-ui';
import { Cable, MapPin, MonitorSmartphone, Network, Router, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvidenceWords } from './case-words.tsx';
import type { SharingCase } from './sharing-queries.ts';

const icons: Record<SharingCase['evidence'][number]['kind'], LucideIcon> = {
  ttl_behind: Router,
  ttl_mixed: Network,
  many_devices: MonitorSmartphone,
  two_places: MapPin,
  many_connections: Cable,
};

/** Each piece of evidence with its figures, what it means, and what it weighs. */
export function EvidenceCard({ found }: { found: SharingCase }): ReactElement {
  const { t } = useTranslation('sharing');
  const words = useEvidenceWords();
  return (
    <Card title={t('evidence.title')} subtitle={t('evidence.subtitle')}>
      {found.evidence.length === 0 && <p className="text-muted">{t('evidence.none')}</p>}
      <ul className="flex flex-col gap-5">
        {found.evidence.map((piece) => {
          const Icon = icons[piece.kind];
          return (
            <li key={piece.kind} className="flex gap-3">
              <span className="inline-flex size-9 shrink-0 items-center justify-center rounded-lg bg-accent-soft text-accent">
                <Icon size={18} aria-hidden />
              </span>
              <div className="min-w-0 flex-1">
                <h3 className="flex flex-wrap items-center gap-2 font-semibold">
                  {words.title(piece)}
                  <Badge>
                    <bdi dir="ltr">{t('evidence.weight', { weight: piece.weight })}</bdi>
                  </Badge>
                </h3>
                <p>{words.text(piece)}</p>
                <p className="text-sm text-muted">{t(`evidence.${piece.kind}.doubt`)}</p>
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
