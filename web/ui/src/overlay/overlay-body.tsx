import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';

/** What dialogs and drawers hold. Where it is longer than the window, the keyboard can scroll it, too. */
export function OverlayBody({ children }: { children: ReactNode }): ReactElement {
  const body = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [isScrolling, setScrolling] = useState(false);
  useEffect(() => {
    const measure = new ResizeObserver(() =>
      setScrolling(body.current !== null && body.current.scrollHeight > body.current.clientHeight),
    );
    measure.observe(body.current!);
    measure.observe(content.current!);
    return () => measure.disconnect();
  }, []);
  return (
    <div
      ref={body}
      // Not every browser lets the arrows into a part that scrolls and holds nothing to press.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={isScrolling ? 0 : undefined}
      className="min-h-0 flex-1 overflow-y-auto px-5 pb-5 focus-visible:-outline-offset-2"
    >
      <div ref={content}>{children}</div>
    </div>
  );
}
