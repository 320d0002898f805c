import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { classNames } from '../class-names.ts';
import { toneClasses, type Tone } from '../primitives/tone.tsx';
import { useWeekdayNames } from './use-weekday-names.ts';
import { layLanes } from './week-lanes.ts';
import { timeOfMinute, weekdays, type DayStretch } from './week-windows.ts';

export interface WeekStretch extends DayStretch {
  /** Something above holds here instead. */
  isLost?: boolean | undefined;
}

export interface WeekBlock {
  id: string;
  label: string;
  /** Said with the label: colour alone tells nothing. */
  detail: string;
  icon: LucideIcon;
  tone: Tone;
  /** Drawn faintly: not in force at all. */
  isOff?: boolean | undefined;
  stretches: readonly WeekStretch[];
}

interface WeekGridProps {
  label: string;
  /** What stands above in a day stands first here. */
  blocks: readonly WeekBlock[];
  /** Read out for a stretch where something else holds. */
  lostLabel: string;
  onOpen: (id: string) => void;
}

const minutesPerDay = 1_440;
const hourMarks = [0, 3, 6, 9, 12, 15, 18, 21];
const laneHeight = 26;

/** What holds when: a row for each day, blocks along its hours. */
export function WeekGrid(props: WeekGridProps): ReactElement {
  const { label } = props;
  return (
    // What scrolls must be reached by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section aria-label={label} tabIndex={0} className="overflow-x-auto">
      <div className="grid min-w-[44rem] grid-cols-[3.5rem_minmax(0,1fr)] text-sm">
        <span />
        <div aria-hidden className="relative h-6 text-xs text-muted">
          {hourMarks.map((hour) => (
            <span key={hour} className="absolute ps-1" style={{ insetInlineStart: `${(hour / 24) * 100}%` }}>
              <bdi>{timeOfMinute(hour * 60)}</bdi>
            </span>
          ))}
        </div>
        {weekdays.map((day) => (
          <WeekDay key={day} day={day} {...props} />
        ))}
      </div>
    </section>
  );
}

function WeekDay({ day, blocks, lostLabel, onOpen }: WeekGridProps & { day: number }): ReactElement {
  const nameOf = useWeekdayNames('short');
  const longNameOf = useWeekdayNames('long');
  const laid = layLanes(
    blocks.flatMap((block) =>
      block.stretches.filter((stretch) => stretch.day === day).map((stretch) => ({ ...stretch, block })),
    ),
  );
  const lanes = Math.max(1, ...laid.map(({ lane }) => lane + 1));
  return (
    <>
      <div className="flex items-center border-t border-line font-medium text-muted">{nameOf(day)}</div>
      <div className="relative border-t border-line" style={{ height: lanes * laneHeight + 4 }}>
        {hourMarks.map((hour) => (
          <div
            key={hour}
            aria-hidden
            className="absolute inset-y-0 border-s border-line"
            style={{ insetInlineStart: `${(hour / 24) * 100}%` }}
          />
        ))}
        {laid.map(({ stretch: { block, ...stretch }, lane }) => (
          <Block
            key={`${block.id} ${stretch.fromMinute}`}
            block={block}
            stretch={stretch}
            lane={lane}
            isFirst={block.stretches[0]?.day === day && block.stretches[0].fromMinute === stretch.fromMinute}
            place={`${longNameOf(day)} ${timeOfMinute(stretch.fromMinute)}–${timeOfMinute(stretch.toMinute)}`}
            lostLabel={lostLabel}
            onOpen={onOpen}
          />
        ))}
      </div>
    </>
  );
}

interface BlockProps extends Pick<WeekGridProps, 'lostLabel' | 'onOpen'> {
  block: WeekBlock;
  stretch: WeekStretch;
  lane: number;
  /** One stop of the tab key for each block, not for each of its days. */
  isFirst: boolean;
  place: string;
}

function Block({ block, stretch, lane, isFirst, place, lostLabel, onOpen }: BlockProps): ReactElement {
  const { label, detail, icon: Icon, tone, isOff } = block;
  const words = [label, detail, place, stretch.isLost && lostLabel].filter(Boolean).join(' · ');
  return (
    <button
      type="button"
      tabIndex={isFirst ? undefined : -1}
      title={words}
      aria-label={words}
      onClick={() => onOpen(block.id)}
      className={classNames(
        'absolute flex items-center gap-1 overflow-hidden rounded-sm border px-1 text-xs font-medium hover:z-10 hover:brightness-95 focus-visible:z-10',
        toneClasses[isOff ? 'off' : tone],
        (stretch.isLost ?? isOff) && 'border-dashed',
        stretch.isLost && 'line-through',
      )}
      style={{
        insetInlineStart: `${(stretch.fromMinute / minutesPerDay) * 100}%`,
        width: `${((stretch.toMinute - stretch.fromMinute) / minutesPerDay) * 100}%`,
        top: lane * laneHeight + 2,
        height: laneHeight - 2,
      }}
    >
      <Icon size={12} aria-hidden className="shrink-0" />
      <bdi className="truncate">{label}</bdi>
      <bdi className="shrink-0 font-normal">{detail}</bdi>
    </button>
  );
}
