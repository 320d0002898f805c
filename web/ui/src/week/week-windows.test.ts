import { describe, expect, test } from 'vitest';
import { minutesInHour, stretchesOf, withPainted, type WeekWindow } from './week-windows.ts';

const all = [1, 2, 3, 4, 5, 6, 7];
const night: WeekWindow = { days: all, from: '22:00', to: '06:00' };

describe('the hours of a week', () => {
  test('stand in the days they fall on, across midnight and the end of the week', () => {
    expect(stretchesOf([{ days: [7], from: '22:30', to: '06:00' }])).toEqual([
      { day: 1, fromMinute: 0, toMinute: 360 },
      { day: 7, fromMinute: 1_350, toMinute: 1_440 },
    ]);
    expect(stretchesOf(null)).toHaveLength(7);
    expect(stretchesOf([{ days: [2], from: '00:00', to: '00:00' }])).toEqual([
      { day: 2, fromMinute: 0, toMinute: 1_440 },
    ]);
  });

  test('are joined where windows overlap or touch', () => {
    const windows = [
      { days: [1], from: '08:00', to: '12:00' },
      { days: [1], from: '11:00', to: '13:00' },
      { days: [1], from: '13:00', to: '14:00' },
    ];
    expect(stretchesOf(windows)).toEqual([{ day: 1, fromMinute: 480, toMinute: 840 }]);
  });

  test('fill a part of an hour where they begin within it', () => {
    const stretches = stretchesOf([{ days: [3], from: '08:30', to: '10:00' }]);
    expect([7, 8, 9, 10].map((hour) => minutesInHour(stretches, 3, hour))).toEqual([0, 30, 60, 0]);
  });

  test('painted are said in as few windows as can be', () => {
    const weekdays = [1, 2, 3, 4, 5];
    expect(withPainted([], { days: weekdays, fromHour: 8, toHour: 17, isOn: true })).toEqual([
      { days: weekdays, from: '08:00', to: '18:00' },
    ]);
    const evenings = withPainted([], { days: all, fromHour: 22, toHour: 23, isOn: true });
    expect(withPainted(evenings, { days: all, fromHour: 0, toHour: 5, isOn: true })).toEqual([night]);
    expect(withPainted([], { days: all, fromHour: 0, toHour: 23, isOn: true })).toEqual([
      { days: all, from: '00:00', to: '00:00' },
    ]);
  });

  test('taken away leave the rest as it was', () => {
    expect(withPainted([night], { days: [2], fromHour: 0, toHour: 23, isOn: false })).toEqual(
      [
        { days: [1], from: '22:00', to: '00:00' },
        { days: [3, 4, 5, 6, 7], from: '22:00', to: '06:00' },
        { days: [3], from: '00:00', to: '06:00' },
      ].toSorted((one, other) => (one.from < other.from ? -1 : 1)),
    );
    expect(withPainted([night], { days: all, fromHour: 0, toHour: 23, isOn: false })).toEqual([]);
  });

  test('mean the same before and after hours that they have are painted again', () => {
    const odd = [{ days: [1, 4], from: '08:15', to: '09:45' }, night];
    const again = withPainted(odd, { days: [5], fromHour: 23, toHour: 23, isOn: true });
    expect(stretchesOf(again)).toEqual(stretchesOf(odd));
  });
});
