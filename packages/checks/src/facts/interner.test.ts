import { Interner } from './interner';

describe('Interner', () => {
  it('gives back the object it was given first where the content is the same', () => {
    const interner = new Interner();
    const first = interner.object({ cpu: '4', memory: '8Gi' });

    expect(interner.object({ cpu: '4', memory: '8Gi' })).toBe(first);
    expect(interner.object({ cpu: '8', memory: '8Gi' })).not.toBe(first);
  });

  it('tells an array from an object and a string from a number', () => {
    const interner = new Interner();

    expect(interner.object(['1'])).toEqual(['1']);
    expect(interner.object([1])).toEqual([1]);
    expect(interner.object({ 0: '1' })).toEqual({ 0: '1' });
  });

  it('leaves strings as they are', () => {
    const interner = new Interner();

    expect(interner.string('kubelet')).toBe('kubelet');
    expect(interner.string('')).toBe('');
  });
});
