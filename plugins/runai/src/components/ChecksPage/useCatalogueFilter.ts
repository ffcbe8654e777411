import { useUrlState } from '../../hooks/useUrlState';
import type { CatalogueFilter } from '../../logic/catalogue';

type ListKey = 'category' | 'severity' | 'requirement';

/** What the catalogue is filtered by, as the URL has it, and how to change it. */
export interface CatalogueFilterState extends CatalogueFilter {
  setSearch(search: string): void;
  choose(show: CatalogueFilter['show']): void;
  toggle(key: ListKey, value: string): void;
  setProfile(profile: string): void;
  clear(): void;
}

/** `q`, `show`, `category`, `severity`, `requirement` and `profile` in the URL. */
export function useCatalogueFilter(): CatalogueFilterState {
  const url = useUrlState();
  const show = url.get('show');
  return {
    search: url.get('q').trim(),
    show: show === 'failing' || show === 'own' ? show : 'all',
    categories: url.all('category'),
    severities: url.all('severity'),
    requirements: url.all('requirement'),
    profile: url.get('profile'),
    setSearch: q => url.set({ q }),
    choose: next => url.set({ show: next === 'all' ? '' : next }),
    toggle: url.toggle,
    setProfile: profile => url.set({ profile }),
    clear: () =>
      url.set({
        q: '',
        show: '',
        category: undefined,
        severity: undefined,
        requirement: undefined,
      }),
  };
}
