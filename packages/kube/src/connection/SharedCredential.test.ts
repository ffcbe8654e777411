import { SharedCredential, type TimedCredential } from './SharedCredential';

const inAnHour = () => new Date(Date.now() + 3_600_000);

/** A question whose answers are given by hand. */
function questions() {
  const asked: {
    signal: AbortSignal;
    answer: (given: TimedCredential) => void;
    fail: (error: Error) => void;
  }[] = [];
  const shared = new SharedCredential(
    signal =>
      new Promise((answer, fail) => asked.push({ signal, answer, fail })),
  );
  return { asked, shared };
}

afterEach(() => jest.restoreAllMocks());

describe('SharedCredential', () => {
  it('asks once for all who wait, and keeps the answer until a little before it expires', async () => {
    const { asked, shared } = questions();
    const both = [shared.get(), shared.get()];
    expect(asked).toHaveLength(1);
    asked[0].answer({ credential: { token: 'a' }, expiresAt: inAnHour() });
    expect(await Promise.all(both)).toEqual([{ token: 'a' }, { token: 'a' }]);
    expect(await shared.get()).toEqual({ token: 'a' });

    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_590_000);
    const next = shared.get();
    expect(asked).toHaveLength(2);
    asked[1].answer({ credential: { token: 'b' }, expiresAt: inAnHour() });
    expect(await next).toEqual({ token: 'b' });
  });

  it('ends the question when the last one who waits has left, and asks anew for the next', async () => {
    const { asked, shared } = questions();
    const [one, other] = [new AbortController(), new AbortController()];
    const both = [shared.get(one.signal), shared.get(other.signal)];
    one.abort(new Error('canceled'));
    await expect(both[0]).rejects.toThrow('canceled');
    expect(asked[0].signal.aborted).toBe(false);
    other.abort(new Error('canceled too'));
    await expect(both[1]).rejects.toThrow('canceled too');
    expect(asked[0].signal.aborted).toBe(true);
    asked[0].fail(new Error('ended'));

    const next = shared.get();
    asked[1].answer({ credential: { token: 'b' } });
    expect(await next).toEqual({ token: 'b' });
  });

  it('does not ask again at once after a failure', async () => {
    const { asked, shared } = questions();
    const first = shared.get();
    asked[0].fail(new Error('not installed'));
    await expect(first).rejects.toThrow('not installed');
    await expect(shared.get()).rejects.toThrow('not installed');
    expect(asked).toHaveLength(1);
  });

  it('asks anew soon for what a server refused', async () => {
    const { asked, shared } = questions();
    const first = shared.get();
    asked[0].answer({ credential: { token: 'a' }, expiresAt: inAnHour() });
    await first;
    shared.refused();
    expect(await shared.get()).toEqual({ token: 'a' });
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 6_000);
    void shared.get();
    expect(asked).toHaveLength(2);
  });
});
