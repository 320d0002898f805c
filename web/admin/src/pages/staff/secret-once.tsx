import { Button, Callout, CodeBlock } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

interface SecretOnceProps {
  /** What it is, and that it is shown only now. */
  title: string;
  text: string;
  label: string;
  secret: string;
  onDone: () => void;
}

/** A secret that the server tells once: to be copied before it is closed. */
export function SecretOnce({ title, text, label, secret, onDone }: SecretOnceProps): ReactElement {
  const { t } = useTranslation('staff');
  return (
    <div className="flex flex-col gap-4">
      <Callout tone="ok" live="polite" title={title}>
        {text}
      </Callout>
      <CodeBlock label={label} code={secret} />
      <div>
        <Button variant="primary" onClick={onDone}>
          {t('done')}
        </Button>
      </div>
    </div>
  );
}
