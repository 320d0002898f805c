import { describe, expect, test } from 'vitest';
import { checkLoginWindows, type LoginWindow } from './login-window.ts';

const day: LoginWindow = { days: [1, 2, 3, 4, 5], from: '08:00', to: '17:30' };
const faultsOf = (change: Partial<LoginWindow>) =>
  checkLoginWindows([{ ...day, ...change }]).map((f) => f.field);

describe('login windows', () => {
  test.each([
    {},
    { from: '22:00', to: '06:00' },
    { from: '00:00', to: '24:00' },
    { from: '08:00', to: '08:00' },
    { days: [7] },
  ])('%o is kept', (change) => {
    expect(faultsOf(change)).toEqual([]);
  });

  test.each([
    [{ days: [] }, 'days'],
    [{ days: [0] }, 'days'],
    [{ days: [8] }, 'days'],
    [{ days: [1.5] }, 'days'],
    [{ days: [1, 1] }, 'days'],
    [{ from: '24:00' }, 'from'],
    [{ from: '8:00' }, 'from'],
    [{ from: '08:60' }, 'from'],
    [{ to: '24:01' }, 'to'],
    [{ to: 'noon' }, 'to'],
  ])('%o is refused by its field', (change, field) => {
    expect(faultsOf(change)).toEqual([`loginWindows.0.${field}`]);
  });

  test('a fault names the window it stands in', () => {
    expect(checkLoginWindows([day, { ...day, to: 'x' }])).toEqual([
      { field: 'loginWindows.1.to', message: 'is not a time such as 22:00' },
    ]);
  });
});
