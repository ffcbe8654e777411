import { TestsPerMinute } from './TestsPerMinute';

describe('how often a connection may be tested', () => {
  let now = 0;
  const limit = (people?: number) =>
    TestsPerMinute.create({ most: 2, people, now: () => now });

  it('is counted for each person, and says when it is worth asking again', () => {
    const tests = limit();
    now = 0;
    tests.count('vera');
    now = 20_000;
    tests.count('vera');
    tests.count('ada');
    expect(() => tests.count('vera')).toThrow(
      'You have tested 2 connections in a minute, and more are not allowed; try again in 40 s',
    );
    now = 59_999;
    expect(() => tests.count('vera')).toThrow('again in 1 s');
    now = 60_001;
    tests.count('vera');
    expect(() => tests.count('vera')).toThrow('again in 20 s');
  });

  it('is kept of no more people than there is room for: who asked longest ago is forgotten', () => {
    const tests = limit(2);
    now = 0;
    for (const person of ['vera', 'vera', 'ada', 'ada']) {
      tests.count(person);
    }
    expect(() => tests.count('vera')).toThrow();
    tests.count('piet');
    tests.count('vera');
    expect(() => tests.count('piet')).not.toThrow();
  });
});
