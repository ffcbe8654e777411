import { mockServices } from '@backstage/backend-test-utils';
import type {
  ClusterSource,
  SourcedCluster,
} from '@runai-portal/backstage-plugin-runai-node';
import { SourceFeed } from './SourceFeed';

const ended: SourceFeed[] = [];
afterEach(() => ended.splice(0).forEach(feed => feed.stop()));

const cluster = (sourceName: string): SourcedCluster => ({
  sourceName,
  connection: { server: 'https://10.0.0.1' },
});

/** A source whose answers are given one after the other; the last one stays. */
function feedOf(
  answers: (() => Promise<SourcedCluster[]>)[],
  more: Partial<ClusterSource> = {},
  intervals = { everyMs: 10, againMs: 10, timeoutMs: 10_000 },
) {
  let asked = 0;
  const logger = mockServices.logger.mock();
  const feed = SourceFeed.create({
    source: {
      type: 'inventory',
      list: () => {
        asked += 1;
        return answers[Math.min(asked, answers.length) - 1]();
      },
      ...more,
    },
    intervals,
    logger,
  });
  ended.push(feed);
  return { feed, logger, asked: () => asked };
}

/** Starts a feed and resolves when what is asked for holds. */
async function startUntil(feed: SourceFeed, holds: () => boolean) {
  await new Promise<void>((resolve, reject) => {
    const look = () => holds() && resolve();
    feed.start(look).then(look, reject);
  });
}

const names = (feed: SourceFeed) =>
  feed.state.clusters.map(({ sourceName }) => sourceName);

describe('what a source says', () => {
  it('is asked for again and again', async () => {
    const { feed } = feedOf([
      async () => [cluster('one')],
      async () => [cluster('one'), cluster('two')],
    ]);
    await startUntil(feed, () => names(feed).length === 2);
    expect(names(feed)).toEqual(['one', 'two']);
  });

  it('is asked for sooner while one of its clusters is misconfigured', async () => {
    const { feed } = feedOf(
      [
        async () => [
          {
            sourceName: 'one',
            connection: { unusable: { reason: 'X', message: 'x' } },
          },
        ],
        async () => [cluster('one')],
      ],
      {},
      { everyMs: 1e6, againMs: 10, timeoutMs: 10_000 },
    );
    await startUntil(feed, () => 'server' in feed.state.clusters[0].connection);
    expect(names(feed)).toEqual(['one']);
  });

  it('stays while it fails, with the sentence and how often', async () => {
    const { feed, logger } = feedOf([
      async () => [cluster('one')],
      () => Promise.reject(new Error('The inventory is away.\nsecond line')),
    ]);
    await startUntil(feed, () => (feed.state.failure?.times ?? 0) >= 3);
    expect(names(feed)).toEqual(['one']);
    expect(feed.state.failure?.message).toBe('The inventory is away.');
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it.each<[string, () => Promise<SourcedCluster[]>, string]>([
    [
      'it throws before it answers',
      () => {
        throw new Error('No.');
      },
      'No.',
    ],
    [
      'it answers with something else',
      async () => JSON.parse('{"items": []}'),
      'The source inventory answered with something that is no list of clusters.',
    ],
    [
      'an entry of it is none',
      async () => JSON.parse('[null]'),
      'The source inventory answered with something that is no list of clusters.',
    ],
  ])('is a failure where %s', async (_what, answer, sentence) => {
    const { feed } = feedOf([answer]);
    await startUntil(feed, () => feed.state.failure !== undefined);
    expect(feed.state.failure?.message).toBe(sentence);
    expect(feed.state.clusters).toEqual([]);
  });

  it('is given up where it takes too long, and asked for again', async () => {
    const { feed } = feedOf(
      [() => new Promise(() => {}), async () => [cluster('one')]],
      {},
      { everyMs: 1e6, againMs: 10, timeoutMs: 50 },
    );
    const told: (string | undefined)[] = [];
    await startUntil(feed, () => {
      told.push(feed.state.failure?.message);
      return names(feed).length === 1;
    });
    expect(told[0]).toBe('The source inventory did not answer within 0.05 s.');
  });

  it('is asked for at once where the source tells of a change, and not twice at a time', async () => {
    let tell = () => {};
    let watching = true;
    const { feed, asked } = feedOf(
      [
        async () => [cluster('one')],
        async () => {
          tell();
          tell();
          return [cluster('two')];
        },
        async () => [cluster('three')],
      ],
      {
        watch: changed => {
          tell = changed;
          return () => {
            watching = false;
          };
        },
      },
      { everyMs: 1e6, againMs: 1e6, timeoutMs: 10_000 },
    );
    let told = false;
    await startUntil(feed, () => {
      if (!told) {
        told = true;
        tell();
      }
      return names(feed)[0] === 'three';
    });
    expect(asked()).toBe(3);
    feed.stop();
    expect(watching).toBe(false);
  });

  it('is first asked for when the portal has started, where it asks other plugins', async () => {
    let portalStarted = () => {};
    let asked = 0;
    const feed = SourceFeed.create({
      source: {
        type: 'catalog',
        asksOthers: true,
        list: async () => {
          asked += 1;
          return [];
        },
      },
      logger: mockServices.logger.mock(),
      portalStarted: new Promise(resolve => {
        portalStarted = resolve;
      }),
    });
    ended.push(feed);
    const told: boolean[] = [];
    const started = feed.start(() => told.push(feed.hasAnswered));
    expect([asked, feed.startsLater, feed.hasAnswered]).toEqual([
      0,
      true,
      false,
    ]);
    portalStarted();
    await started;
    // Also of nothing: what another start had is gone now.
    expect(told).toEqual([true]);
  });

  it('does without a watch that fails', async () => {
    const { feed } = feedOf([async () => [cluster('one')]], {
      watch: () => {
        throw new Error('No inotify');
      },
    });
    await startUntil(feed, () => names(feed).length === 1);
    expect(feed.state.failure).toBeUndefined();
  });
});
