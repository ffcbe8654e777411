import { aCheckInfo } from '../testing/builders';
import {
  alikeWeights,
  dependence,
  groupCatalogue,
  isListed,
  profilesOf,
  severityBy,
  type CatalogueFilter,
} from './catalogue';

const all: CatalogueFilter = {
  search: '',
  show: 'all',
  categories: [],
  severities: [],
  requirements: [],
  profile: '',
};
const driver = aCheckInfo('gpu.node-driver', {
  title: 'Every GPU node has a working driver',
  category: 'nvidia',
  requirements: ['B5'],
  statements: [{ id: 'B5', text: 'CUDA drivers on each GPU node' }],
  failing: 2,
  profiles: [
    { id: 'runai-2.25', severity: 'recommended' },
    {
      id: 'runai-2021.04',
      severity: 'recommended',
      environments: { production: 'required' },
    },
  ],
});
const names = aCheckInfo('acme.node-names', {
  own: true,
  severity: 'informational',
  failing: 0,
  profiles: [
    {
      id: 'runai-2021.04',
      severity: 'informational',
      modes: { airGapped: 'notApplicable' },
    },
  ],
});

describe('the catalogue of checks', () => {
  it.each<[string, Partial<CatalogueFilter>, string[]]>([
    ['nothing', {}, ['acme.node-names', 'gpu.node-driver']],
    ['words of title and statement', { search: 'CUDA work' }, [driver.id]],
    ['an id', { search: 'acme.' }, [names.id]],
    ['what fails now', { show: 'failing' }, [driver.id]],
    ['what the company brings', { show: 'own' }, [names.id]],
    ['a category', { categories: ['nvidia'] }, [driver.id]],
    ['a requirement', { requirements: ['B5'] }, [driver.id]],
    ['a severity', { severities: ['required'] }, [driver.id]],
    [
      'a severity by another profile',
      { severities: ['recommended'], profile: 'runai-2.25' },
      [driver.id],
    ],
    ['all of it together', { show: 'own', categories: ['nvidia'] }, []],
  ])('is filtered by %s', (_, change, ids) => {
    const groups = groupCatalogue([driver, names], { ...all, ...change });
    expect(groups.flatMap(({ checks }) => checks.map(({ id }) => id))).toEqual(
      ids,
    );
  });

  it('counts what fails, by category in the order of the catalogue', () => {
    expect(
      groupCatalogue([driver, names], all).map(({ category, failing }) => ({
        category,
        failing,
      })),
    ).toEqual([
      { category: 'platform', failing: 0 },
      { category: 'nvidia', failing: 1 },
    ]);
    expect(isListed(driver, all)).toBe(true);
  });

  it('weighs in production, by the profile that is named', () => {
    expect(severityBy(driver, '')).toBe('required');
    expect(severityBy(driver, 'runai-2.25')).toBe('recommended');
    expect(severityBy(driver, 'runai-2021.04')).toBe('required');
    expect(dependence(driver, '')).toBe('environment');
    expect(dependence(driver, 'runai-2.25')).toBeUndefined();
    expect(dependence(names, '')).toBe('mode');
  });

  it('knows the profiles, and which of them weigh alike', () => {
    expect(profilesOf([driver, names])).toEqual([
      'runai-2.25',
      'runai-2021.04',
    ]);
    expect(
      alikeWeights([
        { id: 'a', severity: 'required' },
        { id: 'b', severity: 'recommended' },
        { id: 'c', severity: 'required' },
      ]).map(({ ids }) => ids),
    ).toEqual([['a', 'c'], ['b']]);
  });
});
