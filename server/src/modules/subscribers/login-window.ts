/** Hours in which a login is allowed, in the tenant's civil time. */
export interface LoginWindow {
  /** ISO weekdays, 1 is Monday, on which the window opens. */
  days: number[];
  /** `08:00` */
  from: string;
  /** `22:00`, exclusive; `24:00` is midnight. Not later than `from`: it closes on the following day. */
  to: string;
}

export const mostLoginWindows = 21;

/** What is wrong with these windows, by the path of the field; nothing when they can be kept. */
export function checkLoginWindows(
  windows: readonly LoginWindow[],
  path = 'loginWindows',
): { field: string; message: string }[] {
  return windows.flatMap(({ days, from, to }, index) => {
    const faults: { field: string; message: string }[] = [];
    const refuse = (field: string, message: string) =>
      faults.push({ field: `${path}.${index}.${field}`, message });
    if (days.length === 0) refuse('days', 'names no weekday');
    if (days.some((day) => !Number.isInteger(day) || day < 1 || day > 7))
      refuse('days', 'are numbers from 1 (Monday) to 7');
    if (new Set(days).size !== days.length) refuse('days', 'names a weekday twice');
    if (!timeOfDay.test(from)) refuse('from', 'is not a time such as 08:00');
    if (!timeOfDay.test(to) && to !== '24:00') refuse('to', 'is not a time such as 22:00');
    return faults;
  });
}

const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/;
