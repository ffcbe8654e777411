import { documents } from './documents';

describe('documents', () => {
  it('are told by title and address', () => {
    expect(documents('taints')).toEqual([
      {
        title: 'Taints and tolerations',
        url: 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
      },
    ]);
  });

  it('are refused where the table has none of that key', () => {
    expect(() => documents('unheard-of')).toThrow('unheard-of');
  });
});
