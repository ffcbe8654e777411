import { startToken } from './startToken';

describe('the token of the portal’s start', () => {
  beforeEach(() => window.localStorage.clear());

  it('is taken out of the address, and known to the next page', () => {
    window.history.replaceState(null, '', '/runai?filter=x#token=abc_1-2');
    expect(startToken()).toBe('abc_1-2');
    expect(window.location.href).toMatch(/\/runai\?filter=x$/);
    expect(startToken()).toBe('abc_1-2');
  });

  it('leaves another fragment alone, and is none where none was given', () => {
    window.history.replaceState(null, '', '/runai#nodes');
    expect(startToken()).toBeUndefined();
    expect(window.location.hash).toBe('#nodes');
  });
});
