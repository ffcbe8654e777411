import {
  CHECK_CATEGORIES,
  CHECK_STATUSES,
  SEVERITIES,
  type CheckStatus,
} from '@runai-portal/backstage-plugin-runai-common';
import { useUrlState } from '../../hooks/useUrlState';
import { NOT_PASSING, type CheckFilter } from '../../logic/checkGroups';

/** What the status chips choose: a preset or one status. */
export type StatusChoice = 'notPassing' | 'all' | CheckStatus;

/** The filters of the checks, as the URL has them, and how to change them. */
export interface CheckFilterState extends CheckFilter {
  choice: StatusChoice;
  choose(choice: StatusChoice): void;
  toggle(key: 'category' | 'severity' | 'requirement', value: string): void;
  clear(): void;
  /** Ids of the checks that are open. */
  open: string[];
  toggleOpen(checkId: string): void;
}

/** `status` (what does not pass, where absent), `category`, `severity`, `requirement` and `check`, which is open, in the URL. */
export function useCheckFilter(): CheckFilterState {
  const url = useUrlState();
  const status = url.get('status');
  const one = CHECK_STATUSES.find(candidate => candidate === status);
  const choice: StatusChoice = status === 'all' ? 'all' : one ?? 'notPassing';
  const statuses: Record<string, readonly CheckStatus[]> = {
    all: [],
    notPassing: NOT_PASSING,
  };
  const severities = url.all('severity');
  const categories = url.all('category');
  return {
    choice,
    statuses: statuses[choice] ?? (one ? [one] : []),
    severities: SEVERITIES.filter(severity => severities.includes(severity)),
    requirements: url.all('requirement'),
    categories: CHECK_CATEGORIES.filter(category =>
      categories.includes(category),
    ),
    choose: next => url.set({ status: next === 'notPassing' ? '' : next }),
    toggle: (key, value) => url.toggle(key, value),
    clear: () =>
      url.set({
        status: 'all',
        category: undefined,
        severity: undefined,
        requirement: undefined,
      }),
    open: url.all('check'),
    toggleOpen: checkId => url.toggle('check', checkId),
  };
}
