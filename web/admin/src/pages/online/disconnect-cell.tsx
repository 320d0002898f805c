import { Button, IconButton, StatusChip, describeError, type Tone } from '@trunkline/web-ui';
import { RotateCw, Unplug } from 'lucide-react';
import type { TFunction } from 'i18next';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DisconnectProgress } from './use-disconnects.ts';

interface DisconnectCellProps {
  username: string;
  progress: DisconnectProgress | undefined;
  onDisconnect: () => void;
}

type Ordered = Extract<DisconnectProgress, { kind: 'ordered' }>['order'];

const tones: Record<Ordered['state'], Tone> = {
  queued: 'new',
  acknowledged: 'new',
  confirmed: 'ok',
  gone: 'off',
  refused: 'bad',
  timed_out: 'bad',
};
const repeatable = new Set<string>(['refused', 'timed_out']);

/** Ends a session by one press, and shows in place what the router says to it. */
export function DisconnectCell({ username, progress, onDisconnect }: DisconnectCellProps): ReactElement {
  const { t } = useTranslation('online');
  if (progress === undefined || progress.kind === 'asking') {
    return (
      <Button
        size="sm"
        variant="ghost"
        icon={Unplug}
        isPending={progress !== undefined}
        aria-label={t('disconnect.of', { name: username })}
        onClick={(event) => {
          // The row opens on a press.
          event.stopPropagation();
          onDisconnect();
        }}
      >
        {t('disconnect.do')}
      </Button>
    );
  }
  const { tone, text, detail, mayRepeat } = describe(t, progress);
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <output className="min-w-0">
        <StatusChip tone={tone} title={detail}>
          {text}
        </StatusChip>
      </output>
      {mayRepeat && (
        <IconButton
          size="sm"
          icon={RotateCw}
          aria-label={t('disconnect.again', { name: username })}
          onClick={(event) => {
            event.stopPropagation();
            onDisconnect();
          }}
        />
      )}
    </span>
  );
}

interface Described {
  tone: Tone;
  text: string;
  detail?: string | undefined;
  mayRepeat: boolean;
}

function describe(
  t: TFunction<'online'>,
  progress: Exclude<DisconnectProgress, { kind: 'asking' }>,
): Described {
  if (progress.kind === 'failed') {
    const { message } = describeError(progress.error);
    return { tone: 'bad', text: t('disconnect.failed'), detail: message, mayRepeat: true };
  }
  const { state, roundTripMs, errorCause } = progress.order;
  const ms = roundTripMs === null ? '' : ` · ${roundTripMs} ms`;
  const cause = errorCause === null ? '' : ` · ${errorCause}`;
  return {
    tone: tones[state],
    text: `${t(`disconnect.state.${state}`)}${state === 'refused' ? cause : ms}`,
    detail: [t(`disconnect.detail.${state}`), causeWords(t, errorCause)].filter(Boolean).join(' '),
    mayRepeat: repeatable.has(state),
  };
}

/** RFC 5176 §3.5. */
const knownCauses = [401, 402, 403, 404, 405, 406, 407, 501, 502, 503, 504, 505, 506, 507, 508] as const;

function causeWords(t: TFunction<'online'>, errorCause: number | null): string {
  const known = knownCauses.find((cause) => cause === errorCause);
  return known === undefined ? '' : t(`disconnect.cause.${known}`);
}
