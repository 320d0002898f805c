import { useId, type ReactElement, type ReactNode } from 'react';
import { classNames } from '../class-names.ts';

interface CardProps {
  title?: ReactNode | undefined;
  /** One muted line under the title. */
  subtitle?: ReactNode | undefined;
  /** At the end of the title's line. */
  actions?: ReactNode | undefined;
  footer?: ReactNode | undefined;
  children?: ReactNode | undefined;
  /** Off where the content brings its own edges, as a table does. */
  isPadded?: boolean | undefined;
  headingLevel?: 2 | 3 | 4 | undefined;
  className?: string | undefined;
}

/** A titled surface; with a title it is a region that screen readers list. */
export function Card(props: CardProps): ReactElement {
  const { title, subtitle, actions, footer, children, isPadded = true, headingLevel = 2, className } = props;
  const id = useId();
  const Heading = `h${headingLevel}` as const;
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className={classNames('min-w-0 rounded-lg border border-line bg-surface shadow-card', className)}
    >
      {(title ?? actions) && (
        <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-1.5">
          <div className="min-w-0 flex-1">
            {title && (
              <Heading id={id} className="text-md font-semibold">
                {title}
              </Heading>
            )}
            {subtitle && <p className="text-sm text-muted">{subtitle}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </header>
      )}
      <div className={isPadded ? 'p-4' : undefined}>{children}</div>
      {footer && <footer className="border-t border-line px-4 py-2.5 text-sm text-muted">{footer}</footer>}
    </section>
  );
}
