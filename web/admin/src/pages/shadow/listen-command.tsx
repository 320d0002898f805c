import { CodeBlock } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

const command = 'tcpdump -U -w - -i any udp port 1812 or udp port 1813 \\\n  | trunkline shadow listen';

/** How a listener gets to hear what the other server is asked and answers. */
export function ListenCommand(): ReactElement {
  const { t } = useTranslation('shadow');
  return (
    <div className="flex flex-col gap-2">
      <p className="text-muted">{t('setup.listenText')}</p>
      <CodeBlock label={t('setup.listenCommand')} code={command} />
    </div>
  );
}
