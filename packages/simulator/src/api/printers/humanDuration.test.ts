import { humanAge, humanDuration } from './humanDuration';

const HOUR = 3600;
const DAY = 24 * HOUR;

it.each([
  [0, '0s'],
  [119, '119s'],
  [120, '2m'],
  [599, '9m59s'],
  [600, '10m'],
  [41 * 60, '41m'],
  [3 * HOUR, '3h'],
  [3 * HOUR + 12 * 60, '3h12m'],
  [8 * HOUR, '8h'],
  [2 * DAY, '2d'],
  [3 * DAY + 4 * HOUR, '3d4h'],
  [17 * DAY, '17d'],
  [730 * DAY, '2y'],
  [770 * DAY, '2y40d'],
  [3000 * DAY, '8y'],
])('prints %i s as %s', (seconds, printed) => {
  expect(humanDuration(seconds)).toBe(printed);
});

it('does not guess the age of what has no time', () => {
  expect(humanAge(undefined, new Date())).toBe('<unknown>');
});
