import { ConcurrencyLimits } from './ConcurrencyLimits';
import { ProxyRefusal } from './ProxyRefusal';

const MAXIMUM = { perUser: 2, perCluster: 3 };

function enterer() {
  const limits = new ConcurrencyLimits();
  return (user: string, cluster: string) =>
    limits.enter({ user, cluster }, MAXIMUM);
}

describe('requests at once', () => {
  it('are bounded for a user, on each cluster by itself', () => {
    const enter = enterer();
    enter('vera', 'slow');
    const leave = enter('vera', 'slow');
    expect(() => enter('vera', 'slow')).toThrow(
      "You have 2 requests to 'slow' under way",
    );
    enter('vera', 'other');
    enter('ada', 'slow');
    leave();
    enter('vera', 'slow');
  });

  it('are bounded for a cluster, over all users, and no other cluster is the poorer for it', () => {
    const enter = enterer();
    const leaves = ['vera', 'ada', 'piet'].map(user => enter(user, 'slow'));
    expect(() => enter('rob', 'slow')).toThrow(ProxyRefusal);
    enter('rob', 'other');
    leaves[0]();
    leaves[0]();
    enter('rob', 'slow');
    expect(() => enter('vera', 'slow')).toThrow(ProxyRefusal);
  });

  it('are refused as an API server refuses them', () => {
    const enter = enterer();
    enter('vera', 'a');
    enter('vera', 'a');
    const refusal = thrownBy(() => enter('vera', 'a'));
    expect(refusal.toStatus()).toMatchObject({
      kind: 'Status',
      code: 429,
      reason: 'TooManyRequests',
      details: { retryAfterSeconds: 1 },
    });
  });
});

function thrownBy(call: () => unknown): ProxyRefusal {
  try {
    call();
  } catch (error) {
    if (error instanceof ProxyRefusal) {
      return error;
    }
  }
  throw new Error('it was not refused');
}
