import { parseLabelSelector } from './labelSelector';

const SYSTEM = 'node-role.kubernetes.io/runai-system';

describe('parseLabelSelector', () => {
  it.each([
    [SYSTEM, { [SYSTEM]: '' }, true],
    [SYSTEM, {}, false],
    [`!${SYSTEM}`, {}, true],
    ['pool=system', { pool: 'system' }, true],
    ['pool==system', { pool: 'gpu' }, false],
    ['pool!=gpu', {}, true],
    ['pool in (system, infra)', { pool: 'infra' }, true],
    ['pool notin (gpu)', {}, true],
    ['pool notin (gpu)', { pool: 'gpu' }, false],
    ['pool in (a,b),zone=1', { pool: 'b', zone: '1' }, true],
    ['pool in (a,b),zone=1', { pool: 'b', zone: '2' }, false],
    ['toString', {}, false],
  ])('judges %s on %j as %s', (text, labels, expected) => {
    expect(parseLabelSelector(text)?.matches(labels)).toBe(expected);
  });

  it('names the keys it looks at, each once', () => {
    expect(parseLabelSelector('pool in (a,b),zone=1,pool!=b')?.keys).toEqual([
      'pool',
      'zone',
    ]);
  });

  it.each(['', ',', 'pool in a', 'pool=a b', '=x', 'pool in (a', '-pool'])(
    'takes %j for no selector',
    text => {
      expect(parseLabelSelector(text)).toBeUndefined();
    },
  );
});
