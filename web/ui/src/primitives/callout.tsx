import type { ReactElement, ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { noticeIcons, toneClasses, toneText, type Tone } from './tone.tsx';

export type CalloutTone = 'info' | 'warn' | 'bad' | 'ok';

interface CalloutProps {
  tone?: CalloutTone | undefined;
  title?: ReactNode | undefined;
  children?: ReactNode | undefined;
  /** What to do about it: a button or two. */
  actions?: ReactNode | undefined;
  /** Read out when it appears; `assertive` only where work would be lost without it. */
  live?: 'polite' | 'assertive' | undefined;
  ref?: Ref<HTMLDivElement> | undefined;
  /** `-1` lets a script give it the focus. */
  tabIndex?: -1 | undefined;
  className?: string | undefined;
}

const tones: Record<CalloutTone, Tone> = { info: 'new', warn: 'warn', bad: 'bad', ok: 'ok' };

/** Something the person should know here, with what can be done about it. */
export function Callout(props: CalloutProps): ReactElement {
  const { tone = 'info', title, children, actions, live, ref, tabIndex, className } = props;
  const { t } = useTranslation('ui');
  const shade = tones[tone];
  const Icon = noticeIcons[shade];
  return (
    <div
      ref={ref}
      tabIndex={tabIndex}
      role={live && (live === 'assertive' ? 'alert' : 'status')}
      className={classNames(
        'flex items-start gap-2.5 rounded-lg border p-3 text-start',
        toneClasses[shade],
        className,
      )}
    >
      <Icon size={18} aria-hidden className={classNames('mt-px shrink-0', toneText[shade])} />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60 text-text">
          <span className="sr-only">{t(`tone.${shade}`)}: </span>
          {title && <p className="font-semibold">{title}</p>}
          {children && <div className="wrap-anywhere">{children}</div>}
        </div>
        {actions && <div className="-my-0.5 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
