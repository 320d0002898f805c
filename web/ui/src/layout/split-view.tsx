import {
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';

interface SplitViewProps {
  start: ReactNode;
  end: ReactNode;
  /** The width of the first panel in percent, at first. */
  startPercent?: number | undefined;
}

const leastPercent = 20;
const mostPercent = 80;
const stepPercent = 4;

/** Two panels side by side with a line to drag between them; one under the other on a phone. */
export function SplitView({ start, end, startPercent = 50 }: SplitViewProps): ReactElement {
  const { t } = useTranslation('ui');
  const frame = useRef<HTMLDivElement>(null);
  const [percent, setPercent] = useState(startPercent);
  const move = (next: number): void => setPercent(Math.min(mostPercent, Math.max(leastPercent, next)));
  const onPointerMove = (event: PointerEvent): void => {
    if (!frame.current || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const { left, width } = frame.current.getBoundingClientRect();
    const share = ((event.clientX - left) / width) * 100;
    move(isRightToLeft(frame.current) ? 100 - share : share);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps = { ArrowLeft: -stepPercent, ArrowRight: stepPercent }[event.key];
    if (steps === undefined || !frame.current) return;
    event.preventDefault();
    move(percent + (isRightToLeft(frame.current) ? -steps : steps));
  };
  return (
    <div ref={frame} className="flex min-w-0 phone:flex-col phone:gap-4">
      <div className="min-w-0 shrink-0 phone:w-full!" style={{ width: `${percent}%` }}>
        {start}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        // One that can be moved is a control of its own, by the ARIA pattern of window splitters.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="separator"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={t('frame.resize')}
        aria-orientation="vertical"
        aria-valuenow={Math.round(percent)}
        aria-valuemin={leastPercent}
        aria-valuemax={mostPercent}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        onKeyDown={onKeyDown}
        className="group flex w-6 shrink-0 cursor-col-resize touch-none items-center justify-center phone:hidden"
      >
        <span className="h-8 w-1 rounded-full bg-line group-hover:bg-control" />
      </div>
      <div className="min-w-0 flex-1">{end}</div>
    </div>
  );
}

function isRightToLeft(element: HTMLElement): boolean {
  return getComputedStyle(element).direction === 'rtl';
}
