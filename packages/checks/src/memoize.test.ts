import { answeredOnce, memoize } from './memoize';

describe('memoize', () => {
  it('asks once of a subject, and anew where what else counts is another', () => {
    const asked: string[] = [];
    const lengthIn = memoize(
      (subject: { name: string }, _profile: object, factor: number) => {
        asked.push(`${subject.name} ${factor}`);
        return subject.name.length * factor;
      },
    );
    const [node, other] = [{ name: 'gpu-01' }, { name: 'cpu' }];
    const profile = {};

    expect([lengthIn(node, profile, 1), lengthIn(node, profile, 1)]).toEqual([
      6, 6,
    ]);
    expect(lengthIn(other, profile, 1)).toBe(3);
    expect(asked).toEqual(['gpu-01 1', 'cpu 1']);

    expect(lengthIn(node, profile, 2)).toBe(12);
    expect(lengthIn(node, {}, 2)).toBe(12);
    expect(asked).toEqual(['gpu-01 1', 'cpu 1', 'gpu-01 2', 'gpu-01 2']);
  });

  it('remembers also that there is no answer', () => {
    let asked = 0;
    const find = memoize((_subject: object): string | undefined => {
      asked += 1;
      return undefined;
    });
    const subject = {};

    expect([find(subject), find(subject)]).toEqual([undefined, undefined]);
    expect(asked).toBe(1);
  });
});

describe('what is answered once a key', () => {
  it('is asked once, though the answer is that there is none', () => {
    const ask = jest.fn((_key: string): string | undefined => undefined);
    const answer = answeredOnce(ask);

    expect([answer('a'), answer('a')]).toEqual([undefined, undefined]);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('does not grow for ever', () => {
    const ask = jest.fn((key: number) => key);
    const answer = answeredOnce(ask);
    for (let key = 0; key <= 10_000; key += 1) {
      answer(key);
    }
    answer(10_000);
    answer(0);

    // The first was forgotten, the last was not.
    expect(ask).toHaveBeenCalledTimes(10_002);
  });
});
