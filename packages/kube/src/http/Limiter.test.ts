import { Limiter } from './Limiter';

/** A call that runs until it is told to end. */
function call() {
  let end = () => {};
  const running = new Promise<void>(resolve => {
    end = resolve;
  });
  const fn = jest.fn(() => running);
  return { fn, end };
}

const turn = () => new Promise(resolve => setImmediate(resolve));

describe('Limiter', () => {
  it('runs no more than its number at once, in the order of arrival', async () => {
    const limiter = Limiter.create(2);
    const calls = [call(), call(), call(), call()];
    const done = calls.map(({ fn }) => limiter.run(fn));
    await turn();
    expect(calls.map(({ fn }) => fn.mock.calls.length)).toEqual([1, 1, 0, 0]);
    expect([limiter.running, limiter.waiting]).toEqual([2, 2]);
    calls[1].end();
    await turn();
    expect(calls.map(({ fn }) => fn.mock.calls.length)).toEqual([1, 1, 1, 0]);
    calls.forEach(({ end }) => end());
    await Promise.all(done);
    expect([limiter.running, limiter.waiting]).toEqual([0, 0]);
  });

  it('gives the place on when a call fails', async () => {
    const limiter = Limiter.create(1);
    await expect(
      limiter.run(async () => Promise.reject(new Error('no'))),
    ).rejects.toThrow('no');
    await expect(limiter.run(async () => 'next')).resolves.toBe('next');
  });

  it('can be left while waiting, without losing a place', async () => {
    const limiter = Limiter.create(1);
    const first = call();
    const running = limiter.run(first.fn);
    const controller = new AbortController();
    const left = limiter.run(async () => 'never', controller.signal);
    const stays = limiter.run(async () => 'my turn');
    controller.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    first.end();
    await running;
    await expect(stays).resolves.toBe('my turn');
    await expect(
      limiter.run(async () => 'never', controller.signal),
    ).rejects.toThrow('left');
    expect(limiter.running).toBe(0);
  });

  it('keeps to what all share as well, and one cluster holds only its own part of it', async () => {
    const shared = Limiter.create(3);
    const slow = Limiter.create(2, shared);
    const other = Limiter.create(2, shared);
    const calls = [call(), call(), call()];
    const held = calls.map(({ fn }) => slow.run(fn));
    await expect(other.run(async () => 'in time')).resolves.toBe('in time');
    expect(shared.running).toBe(2);
    calls.forEach(({ end }) => end());
    await Promise.all(held);
  });

  it('gives both places back when it is left while waiting for the shared one', async () => {
    const shared = Limiter.create(1);
    const first = call();
    const held = Limiter.create(1, shared).run(first.fn);
    const own = Limiter.create(1, shared);
    const controller = new AbortController();
    const left = own.run(async () => 'never', controller.signal);
    await turn();
    controller.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    expect([own.running, shared.waiting]).toEqual([0, 0]);
    first.end();
    await held;
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses %s', max => {
    expect(() => Limiter.create(max)).toThrow(TypeError);
  });
});
