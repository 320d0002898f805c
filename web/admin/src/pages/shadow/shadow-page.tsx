import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import {
  Button,
  LoadingState,
  NoPermissionState,
  PageHeader,
  QueryView,
  StatusChip,
  type Tone,
} from '@trunkline/web-ui';
import { Settings2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { AgreementCard } from './agreement-card.tsx';
import { DisagreementTable } from './disagreement-table.tsx';
import { FirstLoginCard } from './first-login-card.tsx';
import { KindsCard } from './kinds-card.tsx';
import { ShadowIntro } from './shadow-intro.tsx';
import { shadowQuery, type Shadow } from './shadow-queries.ts';
import { ShadowSetupDrawer } from './shadow-setup-drawer.tsx';
import { ShadowTiles } from './shadow-tiles.tsx';
import { SwitchCard } from './switch-card.tsx';

const route = getRouteApi('/shell/shadow');

/** Our answers beside those of a RADIUS server that runs already, until both say the same. */
export function ShadowPage(): ReactElement {
  const { t } = useTranslation('shadow');
  const [mayRead, mayManage] = [useCan('shadow.read'), useCan('shadow.manage')];
  const shadow = useQuery({ ...shadowQuery, enabled: mayRead });
  const navigate = route.useNavigate();
  const { setup } = route.useSearch();
  const open = (isOpen: boolean): void =>
    void navigate({ search: (previous) => ({ ...previous, setup: isOpen || undefined }) });
  const isOn = shadow.data !== undefined && shadow.data.mode !== 'off';
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        status={shadow.data && <ShadowChip shadow={shadow.data} />}
        actions={
          isOn &&
          mayManage && (
            <Button icon={Settings2} onClick={() => open(true)}>
              {t('setup.change')}
            </Button>
          )
        }
      />
      {mayRead ? (
        <QueryView query={shadow} loading={<LoadingState lines={8} />}>
          {(data) =>
            data.mode === 'off' ? <ShadowIntro onSetUp={() => open(true)} /> : <ShadowContent shadow={data} />
          }
        </QueryView>
      ) : (
        <NoPermissionState permission="shadow.read" />
      )}
      {mayManage && shadow.data && (
        <ShadowSetupDrawer shadow={shadow.data} isOpen={setup === true} onClose={() => open(false)} />
      )}
    </>
  );
}

function ShadowContent({ shadow }: { shadow: Shadow }): ReactElement {
  const isWaiting = shadow.logins === 0;
  return (
    <div className="flex flex-col gap-4">
      <ShadowTiles shadow={shadow} />
      {isWaiting && shadow.answeredBy === 'theirs' && <FirstLoginCard mode={shadow.mode} />}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)]">
        <AgreementCard shadow={shadow} />
        <SwitchCard shadow={shadow} />
      </div>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(18rem,1fr)_minmax(0,3fr)]">
        <KindsCard isWaiting={isWaiting} />
        <DisagreementTable />
      </div>
    </div>
  );
}

const chips: Record<'off' | 'theirs' | 'ours', Tone> = { off: 'off', theirs: 'new', ours: 'ok' };

function ShadowChip({ shadow: { mode, answeredBy } }: { shadow: Shadow }): ReactElement {
  const { t } = useTranslation('shadow');
  const state = mode === 'off' ? 'off' : answeredBy;
  return <StatusChip tone={chips[state]}>{t(`state.${state}`)}</StatusChip>;
}
