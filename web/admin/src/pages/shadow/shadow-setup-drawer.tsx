import { useQueryClient } from '@tanstack/react-query';
import {
  ApiForm,
  Drawer,
  FormActions,
  NumberField,
  PasswordField,
  RadioCards,
  TextField,
  useApiForm,
} from '@trunkline/web-ui';
import { Ear, EyeOff, Waypoints } from 'lucide-react';
import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ListenCommand } from './listen-command.tsx';
import { saveShadow, type Shadow, type ShadowServer } from './shadow-queries.ts';

interface ShadowSetupDrawerProps {
  shadow: Shadow;
  isOpen: boolean;
  onClose: () => void;
}

interface SetupValues {
  mode: Shadow['mode'];
  server: Omit<ShadowServer, 'authPort' | 'acctPort'> & { authPort: number | null; acctPort: number | null };
  secret: string;
}

const usualServer: ShadowServer = { address: '', authPort: 1812, acctPort: 1813, uses: 'udp' };
const icons = { proxy: Waypoints, listener: Ear, off: EyeOff };

/** What runs beside us and how its answers come here. */
export function ShadowSetupDrawer({ shadow, isOpen, onClose }: ShadowSetupDrawerProps): ReactElement {
  const { t } = useTranslation('shadow');
  return (
    <Drawer isOpen={isOpen} onClose={onClose} title={t('setup.title')} description={t('setup.text')}>
      {isOpen && <SetupForm shadow={shadow} onClose={onClose} />}
    </Drawer>
  );
}

function SetupForm({ shadow, onClose }: Omit<ShadowSetupDrawerProps, 'isOpen'>): ReactElement {
  const { t } = useTranslation('shadow');
  const queries = useQueryClient();
  const form = useApiForm<SetupValues, Shadow>({
    defaultValues: {
      mode: shadow.mode === 'off' ? 'proxy' : shadow.mode,
      server: shadow.server ?? usualServer,
      secret: '',
    },
    submit: ({ mode, server, secret }) =>
      saveShadow({
        mode,
        // Required in the form of a proxy, so they are there by now.
        server:
          mode === 'proxy'
            ? { ...server, authPort: server.authPort!, acctPort: server.acctPort! }
            : shadow.server,
        ...(secret !== '' && { secret }),
      }),
    onSaved: () => {
      void queries.invalidateQueries({ queryKey: ['shadow'] });
      onClose();
    },
  });
  const modes = (['proxy', 'listener', 'off'] as const).filter(
    (mode) => mode !== 'off' || shadow.mode !== 'off',
  );
  return (
    <ApiForm form={form}>
      <RadioCards
        name="mode"
        label={t('setup.mode')}
        isRequired
        options={modes.map((value) => ({
          value,
          label: t(`mode.${value}.title`),
          description: t(`mode.${value}.text`),
          icon: icons[value],
        }))}
      />
      <ModeFields hasSecret={shadow.hasSecret} />
      <FormActions submitLabel={t('setup.submit')} onCancel={onClose} />
    </ApiForm>
  );
}

function ModeFields({ hasSecret }: { hasSecret: boolean }): ReactElement | null {
  const mode = useWatch<SetupValues, 'mode'>({ name: 'mode' });
  if (mode === 'off') return null;
  if (mode === 'proxy') return <ProxyFields hasSecret={hasSecret} />;
  return <ListenCommand />;
}

function ProxyFields({ hasSecret }: { hasSecret: boolean }): ReactElement {
  const { t } = useTranslation('shadow');
  return (
    <>
      <TextField
        name="server.address"
        label={t('setup.address')}
        hint={t('setup.addressHint')}
        isRequired
        isMono
        maxLength={45}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField name="server.authPort" label={t('setup.authPort')} isRequired />
        <NumberField name="server.acctPort" label={t('setup.acctPort')} isRequired />
      </div>
      <PasswordField
        name="secret"
        label={t('setup.secret')}
        hint={t(hasSecret ? 'setup.secretKept' : 'setup.secretHint')}
        isRequired={!hasSecret}
        autoComplete="off"
      />
    </>
  );
}
