import { aSummary, counts } from '../testing/builders';
import {
  groupChecks,
  namedCounts,
  NOT_PASSING,
  requirementsOf,
} from './checkGroups';

const summaries = [
  aSummary('storage.a', {
    category: 'storage',
    status: 'fail',
    requirements: ['B10'],
  }),
  aSummary('platform.a', {
    category: 'platform',
    status: 'pass',
    requirements: ['B1'],
  }),
  aSummary('platform.b', {
    category: 'platform',
    status: 'warn',
    severity: 'recommended',
    requirements: ['A8', 'B1'],
  }),
];
const none = { statuses: [], severities: [], requirements: [], categories: [] };
const ids = (filter: Parameters<typeof groupChecks>[1]) =>
  groupChecks(summaries, filter).map(({ category, checks }) => [
    category,
    checks.map(({ checkId }) => checkId),
  ]);

describe('groupChecks', () => {
  it('groups by category in the order of the catalogue, worst first', () => {
    expect(ids(none)).toEqual([
      ['platform', ['platform.b', 'platform.a']],
      ['storage', ['storage.a']],
    ]);
  });

  it.each([
    [
      'statuses',
      { ...none, statuses: NOT_PASSING },
      [
        ['platform', ['platform.b']],
        ['storage', ['storage.a']],
      ],
    ],
    [
      'severities',
      { ...none, severities: ['recommended' as const] },
      [['platform', ['platform.b']]],
    ],
    [
      'requirements, any of them',
      { ...none, requirements: ['A8', 'B10'] },
      [
        ['platform', ['platform.b']],
        ['storage', ['storage.a']],
      ],
    ],
    [
      'categories',
      { ...none, categories: ['storage' as const] },
      [['storage', ['storage.a']]],
    ],
    [
      'all of these at once',
      {
        statuses: ['fail' as const],
        severities: ['recommended' as const],
        requirements: [],
        categories: [],
      },
      [],
    ],
  ])('filters by %s', (_, filter, expected) => {
    expect(ids(filter)).toEqual(expected);
  });

  it('counts the whole category, whatever the filter', () => {
    const [platform] = groupChecks(summaries, { ...none, statuses: ['warn'] });
    expect(platform.counts).toEqual(counts({ pass: 1, warn: 1 }));
  });
});

it('names only the counts that are not zero, the worst first', () => {
  expect(namedCounts(counts({ pass: 5, fail: 1 }))).toEqual([
    { status: 'fail', count: 1 },
    { status: 'pass', count: 5 },
  ]);
});

it('sorts requirements as people count', () => {
  expect(requirementsOf(summaries)).toEqual(['A8', 'B1', 'B10']);
});
