import { CHECK_STATUSES } from './vocabulary';

describe('the vocabulary', () => {
  it('has no word twice', () => {
    expect(new Set(CHECK_STATUSES).size).toBe(CHECK_STATUSES.length);
  });
});
