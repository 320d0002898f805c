import { Button, Callout, CodeBlock } from '@trunkline/web-ui';
import { Download } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** Shown once: to be copied, or kept as a file, before the way on. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }): ReactElement {
  const { t } = useTranslation('profile');
  const text = `${codes.join('\n')}\n`;
  return (
    <div className="flex flex-col gap-4">
      <Callout tone="warn" title={t('codes.title')}>
        {t('codes.text')}
      </Callout>
      <CodeBlock label={t('codes.label')} code={text} />
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onClick={onDone}>
          {t('codes.done')}
        </Button>
        <Button icon={Download} onClick={() => saveAsFile(text)}>
          {t('codes.download')}
        </Button>
      </div>
    </div>
  );
}

function saveAsFile(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'trunkline-recovery-codes.txt';
  link.click();
  URL.revokeObjectURL(url);
}
