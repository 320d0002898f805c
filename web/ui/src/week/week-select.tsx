import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { useWeekdayNames } from './use-weekday-names.ts';
import { minutesInHour, stretchesOf, weekdays, withPainted, type WeekWindow } from './week-windows.ts';

interface WeekSelectProps {
  label: string;
  windows: readonly WeekWindow[];
  onChange: (windows: WeekWindow[]) => void;
}

interface Cell {
  day: number;
  hour: number;
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** Hours of the week, painted by dragging; arrow keys move, Space switches an hour, Shift with an arrow paints on. */
export function WeekSelect({ label, windows, onChange }: WeekSelectProps): ReactElement {
  const nameOf = useWeekdayNames('short');
  const { grid, current, fillOf, startDrag, handlers } = usePainting(windows, onChange);
  return (
    // Relative, so that words for screen readers alone scroll along and widen nothing.
    <div className="relative overflow-x-auto">
      <table
        ref={grid}
        // A grid is what a table with arrows is called; the rule knows no such table.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
        role="grid"
        aria-label={label}
        aria-multiselectable
        className="w-full min-w-[40rem] table-fixed border-collapse select-none"
        {...handlers}
      >
        <HourHead />
        <tbody>
          {weekdays.map((day) => (
            <tr key={day} className="border-y border-line">
              <th scope="row" className="text-start text-sm font-normal text-muted">
                {nameOf(day)}
              </th>
              {hours.map((hour) => (
                <HourCell
                  key={hour}
                  cell={{ day, hour }}
                  fill={fillOf({ day, hour })}
                  isCurrent={current.day === day && current.hour === hour}
                  onDown={startDrag}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What is painted: by the pointer from where it went down to where it is, by keys cell after cell. */
function usePainting(windows: readonly WeekWindow[], onChange: WeekSelectProps['onChange']) {
  const grid = useRef<HTMLTableElement>(null);
  const stretches = stretchesOf(windows);
  const keptIn = ({ day, hour }: Cell): number => minutesInHour(stretches, day, hour) / 60;
  const [current, setCurrent] = useState<Cell>({ day: 1, hour: 8 });
  const [drag, setDrag] = useState<{ from: Cell; isOn: boolean }>();
  const paint = (from: Cell, to: Cell, isOn: boolean): void =>
    onChange(withPainted(windows, { ...between(from, to), isOn }));
  const isInDrag = (cell: Cell): boolean => drag !== undefined && isBetween(cell, drag.from, current);
  const endDrag = (): void => {
    if (drag) paint(drag.from, current, drag.isOn);
    setDrag(undefined);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      paint(current, current, keptIn(current) < 1);
      return;
    }
    const next = moved(current, event.key, isRightToLeft(event.currentTarget));
    if (!next) return;
    event.preventDefault();
    if (event.shiftKey) paint(current, next, keptIn(current) > 0);
    setCurrent(next);
    cellOf(grid.current, next)?.focus();
  };
  const onPointerMove = (event: PointerEvent): void => {
    const cell = drag && cellAt(event);
    if (cell) setCurrent(cell);
  };
  const startDrag = (cell: Cell, event: PointerEvent<HTMLElement>): void => {
    event.preventDefault();
    event.currentTarget.focus();
    event.currentTarget.setPointerCapture(event.pointerId);
    setCurrent(cell);
    setDrag({ from: cell, isOn: keptIn(cell) < 1 });
  };
  const fillOf = (cell: Cell): number => (isInDrag(cell) ? Number(drag?.isOn) : keptIn(cell));
  const handlers = {
    onPointerMove,
    onPointerUp: endDrag,
    onPointerCancel: () => setDrag(undefined),
    onKeyDown,
  };
  return { grid, current, fillOf, startDrag, handlers };
}

/** Every third hour by its number; the rest for those who do not see the grid. */
function HourHead(): ReactElement {
  const { t } = useTranslation('ui');
  return (
    <thead>
      <tr className="text-xs text-muted">
        <th scope="col" className="w-14">
          <span className="sr-only">{t('week.days')}</span>
        </th>
        {hours.map((hour) => (
          <th key={hour} scope="col" className="h-5 text-start font-normal">
            {hour % 3 === 0 ? hour : <span className="sr-only">{hour}</span>}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface HourCellProps {
  cell: Cell;
  /** 0 to 1: how much of the hour is chosen. */
  fill: number;
  isCurrent: boolean;
  onDown: (cell: Cell, event: PointerEvent<HTMLElement>) => void;
}

function HourCell({ cell, fill, isCurrent, onDown }: HourCellProps): ReactElement {
  const { day, hour } = cell;
  const nameOf = useWeekdayNames('long');
  const share = fill > 0 && fill < 1 ? ` · ${Math.round(fill * 60)} min` : '';
  return (
    <td
      tabIndex={isCurrent ? 0 : -1}
      aria-selected={fill > 0}
      aria-label={`${nameOf(day)} ${hour}:00${share}`}
      data-day={day}
      data-hour={hour}
      onPointerDown={(event) => onDown(cell, event)}
      className={classNames(
        'relative h-6 cursor-pointer touch-none border-s border-line outline-offset-[-2px] focus-visible:outline-2 focus-visible:outline-focus',
        hour % 6 === 0 && 'border-s-control',
        fill === 0 && 'hover:bg-hover',
      )}
    >
      {fill > 0 && (
        <span
          className={classNames('absolute inset-0.5 rounded-[2px] bg-accent', fill < 1 && 'opacity-50')}
        />
      )}
    </td>
  );
}

function between(one: Cell, other: Cell) {
  const [fromDay, toDay] = [Math.min(one.day, other.day), Math.max(one.day, other.day)];
  return {
    days: weekdays.filter((day) => day >= fromDay && day <= toDay),
    fromHour: Math.min(one.hour, other.hour),
    toHour: Math.max(one.hour, other.hour),
  };
}

function isBetween(cell: Cell, one: Cell, other: Cell): boolean {
  const { days, fromHour, toHour } = between(one, other);
  return days.some((day) => day === cell.day) && cell.hour >= fromHour && cell.hour <= toHour;
}

const moves: Record<string, (cell: Cell, forward: 1 | -1) => Cell> = {
  ArrowRight: ({ day, hour }, forward) => ({ day, hour: hour + forward }),
  ArrowLeft: ({ day, hour }, forward) => ({ day, hour: hour - forward }),
  ArrowUp: ({ day, hour }) => ({ day: day - 1, hour }),
  ArrowDown: ({ day, hour }) => ({ day: day + 1, hour }),
  Home: ({ day }) => ({ day, hour: 0 }),
  End: ({ day }) => ({ day, hour: 23 }),
};

/** Undefined for a key that moves nothing, and at the edge. */
function moved(cell: Cell, key: string, isRtl: boolean): Cell | undefined {
  const next = moves[key]?.(cell, isRtl ? -1 : 1);
  if (!next || next.day < 1 || next.day > 7 || next.hour < 0 || next.hour > 23) return undefined;
  return next;
}

function isRightToLeft(element: Element): boolean {
  return getComputedStyle(element).direction === 'rtl';
}

function cellOf(grid: HTMLElement | null, { day, hour }: Cell): HTMLElement | null | undefined {
  return grid?.querySelector<HTMLElement>(`[data-day="${day}"][data-hour="${hour}"]`);
}

/** A finger keeps the cell it began on as its target, so what lies under it is looked up. */
function cellAt({ clientX, clientY }: PointerEvent): Cell | undefined {
  const found = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-hour]');
  return found ? { day: Number(found.dataset['day']), hour: Number(found.dataset['hour']) } : undefined;
}
