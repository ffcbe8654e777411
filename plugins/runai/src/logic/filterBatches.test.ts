import { filterBatches } from './filterBatches';

describe('the values of a filter', () => {
  it('are one batch as long as the API takes them', () => {
    expect(filterBatches([])).toEqual([]);
    expect(filterBatches(['one', 'two'])).toEqual([['one', 'two']]);
  });

  it('are shared out, in their order, where they are too long or too many for one', () => {
    const long = Array.from({ length: 30 }, (_, at) =>
      `${at}`.padEnd(140, '-'),
    );
    const batches = filterBatches(long);
    expect(batches.flat()).toEqual(long);
    expect(batches).toHaveLength(3);
    for (const batch of batches) {
      expect(`entityRef=${batch.join(',')}`.length).toBeLessThanOrEqual(2_000);
    }
    const many = Array.from({ length: 250 }, (_, at) => `${at}`);
    expect(filterBatches(many).map(batch => batch.length)).toEqual([
      100, 100, 50,
    ]);
  });
});
