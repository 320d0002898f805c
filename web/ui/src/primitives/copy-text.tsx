import { Check, Copy } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { useCopy } from './use-copy.ts';

interface CopyTextProps {
  text: string;
  /** Shown in place of the text, such as the head of a long id; the whole text is copied. */
  shown?: string | undefined;
  className?: string | undefined;
}

/** An id, MAC or address: mono, left to right in every language, copied by a press. */
export function CopyText({ text, shown = text, className }: CopyTextProps): ReactElement {
  const { t, i18n } = useTranslation('ui');
  const { state, copy } = useCopy();
  const Icon = state === 'copied' ? Check : Copy;
  return (
    <button
      type="button"
      // A cell takes its direction from the text; the sign stays at the end of the page's.
      dir={i18n.dir()}
      title={text}
      aria-label={t('action.copyValue', { value: text })}
      onClick={(event) => {
        // Rows of a table open on a press; copying from one must not.
        event.stopPropagation();
        copy(text);
      }}
      className={classNames(
        'group relative inline-flex min-h-6 max-w-full items-center gap-1 rounded-sm align-baseline font-mono text-sm',
        'hover:text-accent phone:after:absolute phone:after:inset-x-0 phone:after:-inset-y-2.5',
        className,
      )}
    >
      <bdi dir="ltr" className="truncate">
        {shown}
      </bdi>
      <Icon
        size={12}
        aria-hidden
        className={classNames(
          'shrink-0 phone:opacity-100',
          state === 'copied'
            ? 'text-ok-fg'
            : 'text-muted opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100',
        )}
      />
      <output className="sr-only">
        {state === 'copied' && t('action.copied')}
        {state === 'failed' && t('action.copyFailed')}
      </output>
    </button>
  );
}
