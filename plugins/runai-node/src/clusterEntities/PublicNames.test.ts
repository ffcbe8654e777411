import { PublicNames } from './PublicNames';

const { signal } = new AbortController();

describe('what names of the catalog resolve to', () => {
  it('is believed for five minutes, and forgotten where nobody asks any more', async () => {
    let now = 1_000_000;
    const asked: string[] = [];
    const names = PublicNames.create({
      now: () => now,
      lookUp: async name => {
        asked.push(name);
        return ['203.0.114.7'];
      },
    });
    await names.learn(['a.example', 'b.example'], signal);
    await names.learn(['a.example', 'b.example'], signal);
    expect(asked).toEqual(['a.example', 'b.example']);
    now += 301_000;
    await names.learn(['a.example'], signal);
    expect(asked).toEqual(['a.example', 'b.example', 'a.example']);
    expect(names.isPublic('a.example')).toBe(true);
    expect(names.isPublic('b.example')).toBeUndefined();
  });

  it('is looked up two at a time, and no longer than somebody waits', async () => {
    const controller = new AbortController();
    let underWay = 0;
    const names = PublicNames.create({
      lookUp: () => {
        underWay += 1;
        if (underWay === 2) {
          setImmediate(() => controller.abort());
        }
        return new Promise(() => {});
      },
    });
    const many = Array.from({ length: 10_000 }, (_, at) => `n${at}.example`);
    await names.learn(many, controller.signal);
    expect(underWay).toBe(2);
    expect(names.isPublic('n0.example')).toBeUndefined();
  });
});
