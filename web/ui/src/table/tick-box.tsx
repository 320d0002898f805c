import { useEffect, useRef, type ReactElement } from 'react';

interface TickBoxProps {
  label: string;
  isTicked: boolean;
  /** Some of those it stands for are ticked. */
  isMixed?: boolean;
  isDisabled?: boolean;
  onTick: (isTicked: boolean, withShift: boolean) => void;
}

/** A check box that fills its cell, so that it is hit with a finger too. */
export function TickBox({
  label,
  isTicked,
  isMixed = false,
  isDisabled = false,
  onTick,
}: TickBoxProps): ReactElement {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    ref.current!.indeterminate = isMixed;
  }, [isMixed]);
  return (
    <label className="grid h-8 w-full min-w-8 cursor-pointer place-items-center phone:size-11">
      <input
        ref={ref}
        type="checkbox"
        aria-label={label}
        checked={isTicked}
        disabled={isDisabled}
        onChange={(event) => onTick(event.target.checked, isShiftPress(event.nativeEvent))}
        className="size-4 cursor-pointer accent-accent"
      />
    </label>
  );
}

/** A change made by a press carries the keys that were held. */
function isShiftPress(event: Event): boolean {
  return 'shiftKey' in event && event.shiftKey === true;
}
