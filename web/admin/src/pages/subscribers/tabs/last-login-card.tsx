import {
  Button,
  Callout,
  isolated,
  LoadingState,
  QueryView,
  useFormat,
  useNow,
  type CalloutTone,
} from '@trunkline/web-ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { DisconnectButton } from '../actions/disconnect-button.tsx';
import { hotspotDevicesId } from '../devices/hotspot-devices-card.tsx';
import type { SubscriberAction } from '../actions/subscriber-action-dialog.tsx';
import { lastLoginQuery, type LastLogin, type Subscriber } from '../subscriber-queries.ts';
import { useRefusalWords } from './use-refusal-words.ts';

interface LastLoginCardProps {
  subscriber: Subscriber;
  onAction: (action: SubscriberAction) => void;
  onEdit: () => void;
  onOpenNas: (id: string) => void;
}

/** Why the last login was refused, in a sentence, with the button that mends it. */
export function LastLoginCard(props: LastLoginCardProps): ReactElement {
  const found = useQuery(lastLoginQuery(props.subscriber.id));
  return (
    <QueryView query={found} loading={<LoadingState lines={2} />} isCompact>
      {(lastLogin) => <LastLoginCallout {...props} lastLogin={lastLogin} />}
    </QueryView>
  );
}

function LastLoginCallout(props: LastLoginCardProps & { lastLogin: LastLogin }): ReactElement {
  const { lastLogin } = props;
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const nowMs = useNow(30_000);
  const words = useRefusalWords();
  const { verdict, accept, reject, refusedNow } = lastLogin;
  const isBad = verdict === 'refused' || refusedNow !== null;
  const tone: CalloutTone = isBad
    ? 'bad'
    : verdict === 'accepted'
      ? 'ok'
      : verdict === 'mended'
        ? 'warn'
        : 'info';
  const shown = verdict === 'accepted' || verdict === 'never_seen' ? accept : reject;
  const when = shown === null ? '' : format.relative(shown.at, nowMs);
  return (
    <Callout
      tone={tone}
      live="polite"
      title={t(`lastLogin.${refusedNow !== null && verdict !== 'refused' ? 'wouldBeRefused' : verdict}`, {
        when,
      })}
      actions={<Remedy {...props} />}
    >
      {refusedNow !== null && <p>{words(refusedNow, lastLogin)}</p>}
      {reject && verdict !== 'accepted' && reject.reason !== refusedNow && reject.reason !== null && (
        <p>{words(reject.reason, lastLogin)}</p>
      )}
      {verdict === 'mended' && refusedNow === null && <p>{t('lastLogin.mendedHint')}</p>}
      {shown && (
        <p className="text-sm text-muted">
          {t('lastLogin.where', {
            nas: isolated(shown.nasName ?? t('lastLogin.goneNas')),
            at: isolated(format.instant(shown.at, 'second')),
          })}
          {shown.callingStationId && (
            <>
              {' · '}
              <bdi dir="ltr" className="font-mono">
                {format.mac(shown.callingStationId)}
              </bdi>
            </>
          )}
          {shown.count > 1 && ` · ${t('lastLogin.times', { count: shown.count })}`}
        </p>
      )}
    </Callout>
  );
}

function Remedy(props: LastLoginCardProps & { lastLogin: LastLogin }): ReactElement | null {
  const { lastLogin, onAction, onEdit, onOpenNas } = props;
  const { t } = useTranslation('subscribers');
  const { remedy, facts, reject } = lastLogin;
  if (remedy === null) return null;
  if (!remedy.isAllowed) return <span className="text-sm text-muted">{t('lastLogin.notAllowed')}</span>;
  const { action } = remedy;
  if (action === 'disconnect') {
    return <DisconnectButton sessionId={facts.openSessionIds[0] ?? null} size="sm" />;
  }
  const run = (): void => {
    if (action === 'edit-login-hours' || action === 'edit-nas-binding') onEdit();
    else if (action === 'open-nas') onOpenNas(reject!.nasId);
    else if (action === 'forget-device') showHotspotDevices();
    else if (action !== 'add-subscriber') onAction(action);
  };
  if (action === 'add-subscriber' || (action === 'open-nas' && !reject)) return null;
  return (
    <Button variant="primary" onClick={run}>
      {t(`remedy.${action}`)}
    </Button>
  );
}

/** Which device goes is for the person to say. */
function showHotspotDevices(): void {
  const card = document.getElementById(hotspotDevicesId);
  card?.scrollIntoView({ block: 'start' });
  card?.focus({ preventScroll: true });
}
