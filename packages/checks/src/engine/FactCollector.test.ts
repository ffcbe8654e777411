import type { KubeClient } from '@runai-portal/kube';
import {
  defineObservation,
  type Fact,
  type FactContext,
} from '../declarations';
import { testProfile, testSettings } from '../testing';
import { platformObservation } from '../observations/distribution';
import { FactCollector } from './FactCollector';

/** None of these facts asks a server. */
const client = { withAdmission: () => client } as unknown as KubeClient;

const START = Date.parse('2026-01-01T00:00:00Z');

/** A collector whose facts need no client, and a clock that is set by hand. */
function collecting() {
  let now = START;
  const reads: string[] = [];
  const collector = new FactCollector({
    settings: testSettings(),
    profile: testProfile(),
    catalogue: {
      checks: [],
      gates: [],
      platform: platformObservation,
    },
    now: () => new Date(now),
  });
  const factOf = <Value>(
    id: string,
    ttlSeconds: number,
    collect: (context: FactContext) => Promise<Value>,
  ): Fact<Value> => ({
    kind: 'fact',
    id,
    title: id,
    permissions: [],
    ttlSeconds,
    collect: context => {
      reads.push(id);
      return collect(context);
    },
  });
  return {
    reads,
    factOf,
    wait: (seconds: number) => {
      now += seconds * 1000;
    },
    read: (...facts: Fact<unknown>[]) =>
      Promise.all(
        facts.map(fact =>
          collector.collect(fact, {
            client,
            signal: new AbortController().signal,
          }),
        ),
      ),
  };
}

describe('a fact that follows from an observation', () => {
  it('is read anew with what it follows from, though its own time is not over', async () => {
    const { factOf, read, wait, reads } = collecting();
    let label = 'old';
    const nodes = factOf('nodes', 30, async () => label);
    const chosen = defineObservation({
      id: 'chosen',
      uses: { nodes },
      observe: ({ nodes: value }) => value,
    });
    const pods = factOf(
      'pods',
      60,
      async ({ get }) => `pods of ${await get(chosen)}`,
    );

    await read(nodes, pods);
    wait(20);
    await read(nodes, pods);
    expect(reads).toEqual(['nodes', 'pods']);

    label = 'new';
    wait(20);
    // Whoever is asked for first.
    const [later, first] = await read(pods, nodes);
    expect([later, first]).toMatchObject([
      { value: 'pods of new' },
      { value: 'new' },
    ]);
    expect(reads.sort()).toEqual(['nodes', 'nodes', 'pods', 'pods']);
  });

  it('keeps its own time where it only looks another fact up', async () => {
    const { factOf, read, wait, reads } = collecting();
    const groups = factOf('groups', 30, async () => ['apps']);
    const classes = factOf('classes', 300, async ({ get }) => get(groups));

    await read(classes);
    wait(120);
    await read(classes, groups);
    expect(reads).toEqual(['classes', 'groups', 'groups']);
  });
});

describe('a value', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['performance'] }));
  afterEach(() => jest.useRealTimers());

  it('is dropped when its time is over, though nobody asks', async () => {
    const { factOf, read, reads } = collecting();
    const nodes = factOf('nodes', 60, async () => 'nodes');
    await read(nodes);
    jest.advanceTimersByTime(59_000);
    await read(nodes);
    expect(reads).toEqual(['nodes']);
    // The collector's own clock stands still: by that one it would still be fresh.
    jest.advanceTimersByTime(2_000);
    await read(nodes);
    expect(reads).toEqual(['nodes', 'nodes']);
  });
});
