import type { DayStretch } from './week-windows.ts';

/** Gives each stretch of a day a lane in which nothing before it stands: those named first stand above. */
export function layLanes<Stretch extends DayStretch>(
  stretches: readonly Stretch[],
): { stretch: Stretch; lane: number }[] {
  const lanes: DayStretch[][] = [];
  return stretches.map((stretch) => {
    const free = lanes.findIndex((lane) => lane.every((other) => !overlap(stretch, other)));
    const lane = free === -1 ? lanes.push([]) - 1 : free;
    lanes[lane]!.push(stretch);
    return { stretch, lane };
  });
}

function overlap(one: DayStretch, other: DayStretch): boolean {
  return one.day === other.day && one.fromMinute < other.toMinute && other.fromMinute < one.toMinute;
}
