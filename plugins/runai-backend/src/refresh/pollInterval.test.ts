import { CostMeter } from './CostMeter';
import { pollInterval } from './pollInterval';

const interval = (costMs: number, random = 0) =>
  pollInterval({ costMs, leastMs: 60_000, random });

describe('how often a cluster is polled', () => {
  it('is as configured where a poll costs little', () => {
    expect(interval(50)).toBe(60_000);
  });

  it('is less often where that would take more than a fiftieth of a core', () => {
    expect(interval(3_000)).toBe(150_000);
    expect(interval(60_000)).toBe(600_000);
  });

  it('is any part of it after the first time, so that all do not go on together', () => {
    const second = (random: number) =>
      pollInterval({ costMs: 50, leastMs: 60_000, random, isFirst: true });
    expect([0, 0.5, 0.9].map(second)).toEqual([6_000, 36_000, 60_000]);
  });

  it('differs a little from time to time', () => {
    expect(interval(50, 1)).toBe(66_000);
  });
});

describe('what work costs', () => {
  it('is the CPU time that passed, shared by what each has to do', () => {
    let cpu = 100;
    const meter = new CostMeter(() => cpu);
    const large = meter.begin(9);
    cpu += 10;
    const small = meter.begin(1);
    cpu += 100;
    expect(small()).toBe(10);
    cpu += 5;
    expect(large()).toBe(105);
  });
});
