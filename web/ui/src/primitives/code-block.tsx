import { Check, Copy } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { useCopy } from './use-copy.ts';

interface CodeBlockProps {
  code: string;
  /** What it is: `RouterOS script`. */
  label: string;
}

/** Text for another machine, to be copied whole. */
export function CodeBlock({ code, label }: CodeBlockProps): ReactElement {
  const { t } = useTranslation('ui');
  const { state, copy } = useCopy();
  return (
    <figure className="min-w-0 overflow-hidden rounded-lg border border-line bg-canvas">
      <figcaption className="flex items-center justify-between gap-3 border-b border-line py-1 ps-3 pe-1">
        <span className="truncate text-sm text-muted">{label}</span>
        <Button size="sm" variant="ghost" icon={state === 'copied' ? Check : Copy} onClick={() => copy(code)}>
          <output>{state === 'copied' ? t('action.copied') : t('action.copy')}</output>
        </Button>
      </figcaption>
      {/* Scrolls sideways, so the keyboard must be able to reach it. */}
      <pre
        dir="ltr"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={label}
        className="max-h-96 overflow-auto p-3 text-start font-mono text-sm"
      >
        <code>{code}</code>
      </pre>
      {state === 'failed' && <p className="px-3 pb-2 text-sm text-bad-fg">{t('action.copyFailed')}</p>}
    </figure>
  );
}
