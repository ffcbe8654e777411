import { isShellWord } from './shellWord';

describe('a word of a command', () => {
  it.each([
    'gpu-01.example',
    'a_b',
    'nvidia.com/gpu=present:NoSchedule',
    'system:node:a',
    'https://gpu.example:6443/version',
    '[2001:db8::1]:6443',
    'key-',
  ])('may be %s', text => {
    expect(isShellWord(text)).toBe(true);
  });

  it.each([
    '',
    'a b',
    'a;reboot',
    'a|sh',
    'a&',
    '$(id)',
    '`id`',
    "a'b",
    'a"b',
    'a\\b',
    'a\nb',
    'a>b',
    'a#b',
    '*',
    '~',
    '!!',
    '-A',
    '--all',
    'a\u202eb',
  ])('is not %j', text => {
    expect(isShellWord(text)).toBe(false);
  });
});
