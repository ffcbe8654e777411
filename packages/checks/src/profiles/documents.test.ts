import { documentOf } from './documents';

describe('a document', () => {
  it('is told by title and address', () => {
    expect(documentOf('taints')).toEqual({
      title: 'Taints and tolerations',
      url: 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
    });
  });

  it('is refused where the table has none of that key', () => {
    expect(() => documentOf('unheard-of')).toThrow('unheard-of');
  });
});
