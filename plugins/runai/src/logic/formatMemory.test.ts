import { formatMemory } from './formatMemory';

it.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [8e9, '7.5 GiB'],
  [32768 * 1024 * 1024, '32 GiB'],
  [2 ** 50, '1 PiB'],
])('writes %d bytes as %s', (bytes, text) => {
  expect(formatMemory(bytes)).toBe(text);
});
