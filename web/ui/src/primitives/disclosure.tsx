import { ChevronRight } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

interface DisclosureProps {
  summary: ReactNode;
  children: ReactNode;
  isOpenAtFirst?: boolean | undefined;
}

/** Detail that most people do not need, one press away. The browser's own, so finding in the page opens it. */
export function Disclosure({ summary, children, isOpenAtFirst }: DisclosureProps): ReactElement {
  return (
    <details open={isOpenAtFirst} className="group min-w-0">
      <summary className="inline-flex min-h-7 list-none items-center gap-1 rounded-sm font-medium text-text phone:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={16}
          aria-hidden
          className="shrink-0 text-muted transition-transform group-open:rotate-90 rtl:-scale-x-100 rtl:group-open:-rotate-90"
        />
        {summary}
      </summary>
      <div className="pt-2 ps-5">{children}</div>
    </details>
  );
}
