import { aCluster } from '../testing/builders';
import { facetChoices, filterFleet, readFleetFilter } from './fleetFilter';

const clusters = [
  aCluster('gpu-prod', { labels: { team: 'vision' } }),
  aCluster('ocp-lab', {
    environment: 'trial',
    owner: 'group:default/vision',
    mode: undefined,
  }),
];
const names = (search: string, filter: Record<string, string[]> = {}) =>
  filterFleet(
    clusters,
    search,
    readFleetFilter(key => filter[key] ?? []),
  ).map(({ name }) => name);

describe('filterFleet', () => {
  it.each([
    ['', ['gpu-prod', 'ocp-lab']],
    ['PROD', ['gpu-prod']],
    ['vision', ['gpu-prod', 'ocp-lab']],
    ['vision lab', ['ocp-lab']],
    ['nowhere', []],
  ])(
    'searches names, owners and labels for every word of "%s"',
    (search, expected) => {
      expect(names(search)).toEqual(expected);
    },
  );

  it('ors the values of a key and ands keys', () => {
    expect(names('', { environment: ['trial', 'production'] })).toEqual([
      'gpu-prod',
      'ocp-lab',
    ]);
    expect(
      names('', { environment: ['trial'], label: ['team=vision'] }),
    ).toEqual([]);
  });

  it('does not let a cluster through that has nothing under a key', () => {
    expect(names('', { mode: ['hybrid'] })).toEqual(['gpu-prod']);
  });
});

it('offers every value that occurs, with its count', () => {
  expect(facetChoices(clusters, 'environment')).toEqual([
    { value: 'production', count: 1 },
    { value: 'trial', count: 1 },
  ]);
});
