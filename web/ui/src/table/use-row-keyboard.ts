import { useEffectEvent, useLayoutEffect, useState, type KeyboardEvent, type RefObject } from 'react';

interface RowKeyboardInput {
  count: number;
  /** How many rows a page key moves. */
  pageSize: () => number;
  bodyRef: RefObject<HTMLElement | null>;
  scrollTo: (index: number) => void;
  onOpen?: ((index: number) => void) | undefined;
  onToggle?: ((index: number) => void) | undefined;
  onMenu?: ((index: number) => void) | undefined;
}

export interface RowKeyboard {
  /** The row that has the table's one tab stop. */
  activeIndex: number;
  activate: (index: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * One tab stop for all rows; arrows, Home, End and the page keys move it, Enter opens, Space ticks,
 * Shift+F10 or the menu key shows the row's actions.
 */
export function useRowKeyboard(input: RowKeyboardInput): RowKeyboard {
  const [active, setActive] = useState({ index: 0, wantsFocus: false });
  const activeIndex = Math.max(0, Math.min(active.index, input.count - 1));

  const focusRow = useEffectEvent((index: number) => {
    input.scrollTo(index);
    rowElement(input.bodyRef, index)?.focus({ preventScroll: true });
  });
  useLayoutEffect(() => {
    if (active.wantsFocus) focusRow(active.index);
  }, [active]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isOnRow(event)) return;
    const target = targetOf(event.key, activeIndex, input);
    if (target !== undefined) {
      event.preventDefault();
      setActive({ index: Math.max(0, Math.min(target, input.count - 1)), wantsFocus: true });
      return;
    }
    const act = actionOf(event, input);
    if (act === undefined) return;
    event.preventDefault();
    act(activeIndex);
  };

  return { activeIndex, activate: (index) => setActive({ index, wantsFocus: false }), onKeyDown };
}

/** Keys pressed inside a control of the row are the control's. */
function isOnRow(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLElement && event.target.dataset['rowIndex'] !== undefined;
}

function targetOf(key: string, from: number, { count, pageSize }: RowKeyboardInput): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return from + 1;
    case 'ArrowUp':
      return from - 1;
    case 'PageDown':
      return from + pageSize();
    case 'PageUp':
      return from - pageSize();
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

function actionOf(event: KeyboardEvent, input: RowKeyboardInput): ((index: number) => void) | undefined {
  if (event.key === 'Enter') return input.onOpen;
  if (event.key === ' ') return input.onToggle;
  if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) return input.onMenu;
  return undefined;
}

function rowElement(bodyRef: RefObject<HTMLElement | null>, index: number): HTMLElement | null {
  return bodyRef.current?.querySelector<HTMLElement>(`[data-row-index="${index}"]`) ?? null;
}
