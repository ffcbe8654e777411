import { z } from 'zod';
import { CursorCodec } from './cursor';

const position = z.tuple([z.string(), z.number()]);

describe('a cursor', () => {
  it('says where a list was left', () => {
    const list = CursorCodec.of(position, 'nodes', 'gpu-prod', []);
    expect(list.decode(list.encode(['gpu-7', 3]))).toEqual(['gpu-7', 3]);
  });

  it('is refused by another list, order or filter', () => {
    const cursor = CursorCodec.of(position, 'nodes', ['ready=False']).encode([
      'gpu-7',
      3,
    ]);
    for (const other of [
      CursorCodec.of(position, 'clusters', ['ready=False']),
      CursorCodec.of(position, 'nodes', []),
    ]) {
      expect(() => other.decode(cursor)).toThrow(/belongs to another list/);
    }
  });

  it.each(['abc', '', Buffer.from('[1,2]').toString('base64url')])(
    'is refused where nobody gave it: %p',
    word => {
      expect(() => CursorCodec.of(position, 'nodes').decode(word)).toThrow(
        /not one that this list gave/,
      );
    },
  );
});
