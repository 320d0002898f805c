import { useMutation } from '@tanstack/react-query';
import { Button, CodeBlock, isolated, StatusChip, useFormat } from '@trunkline/web-ui';
import { Eye } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { doctorTones } from './nas-doctor-chip.tsx';
import { revealDoctorLines, type DoctorCheck } from './nas-doctor-queries.ts';

interface NasDoctorChecksProps {
  nasId: string;
  checks: readonly DoctorCheck[];
}

/** Each check with its line; those with a secret in them after a click that is recorded. */
export function NasDoctorChecks({ nasId, checks }: NasDoctorChecksProps): ReactElement {
  const { t } = useTranslation('nas-doctor');
  const reveal = useMutation({ mutationFn: () => revealDoctorLines(nasId) });
  return (
    <ul aria-label={t('results')} className="divide-y divide-line">
      {checks.map((check) => (
        <CheckRow
          key={check.code}
          check={check}
          line={reveal.data?.get(check.code) ?? check.lineToPaste}
          isRevealed={reveal.data?.has(check.code) === true}
          isRevealing={reveal.isPending}
          onReveal={() => reveal.mutate()}
        />
      ))}
    </ul>
  );
}

interface CheckRowProps {
  check: DoctorCheck;
  line: string | null;
  isRevealed: boolean;
  isRevealing: boolean;
  onReveal: () => void;
}

function CheckRow({ check, line, isRevealed, isRevealing, onReveal }: CheckRowProps): ReactElement {
  const { t } = useTranslation('nas-doctor');
  const words = useFindingWords();
  const mayReveal = useCan('nas.reveal_secret');
  return (
    <li className="grid gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[7rem_minmax(0,1fr)]">
      <div>
        <StatusChip tone={doctorTones[check.state]}>{t(`state.${check.state}`)}</StatusChip>
      </div>
      <div className="flex min-w-0 flex-col gap-2">
        <div>
          <p className="font-medium">{t(`check.${check.code}`)}</p>
          <p className="wrap-anywhere">{words(check)}</p>
        </div>
        {line !== null && <CodeBlock label={t('paste')} code={line} />}
        {check.holdsSecret && !isRevealed && mayReveal && (
          <div className="flex flex-wrap items-center gap-3">
            <Button size="sm" icon={Eye} isPending={isRevealing} onClick={onReveal}>
              {t('reveal')}
            </Button>
            <span className="text-sm text-muted">{t('holdsSecret')}</span>
          </div>
        )}
      </div>
    </li>
  );
}

/** Several ways not to be reached are one to who reads it. */
const alike: Record<string, string> = {
  refused: 'unreachable',
  timed_out: 'unreachable',
  closed: 'unreachable',
  busy: 'unreachable',
  command_refused: 'unreachable',
};

/** The sentence in the page's language; one that is new here stands as the server says it. */
function useFindingWords(): (check: DoctorCheck) => string {
  const { t } = useTranslation('nas-doctor');
  const format = useFormat();
  return ({ code, finding, sentence, evidence }) => {
    const known = code === 'api' ? (alike[finding] ?? finding) : finding;
    const key = code === 'answers' && finding !== 'none' ? 'some' : known;
    const { version, aheadS } = evidence;
    return t(`finding.${code}.${key}` as 'finding.heard.never', {
      defaultValue: sentence,
      version: isolated(`RouterOS ${version ?? ''}`),
      off: isolated(typeof aheadS === 'number' ? format.uptime(Math.abs(aheadS)) : ''),
    });
  };
}
