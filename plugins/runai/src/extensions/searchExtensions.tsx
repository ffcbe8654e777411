import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import {
  RUNAI_CHECK_DOCUMENT,
  RUNAI_CLUSTER_DOCUMENT,
} from '@runai-portal/backstage-plugin-runai-common';
import { GpuIcon } from '../components/GpuIcon';
import { isRunaiResult } from '../logic/isRunaiResult';

const resultItem = SearchResultListItemBlueprint.make({
  params: {
    predicate: isRunaiResult,
    component: async () => {
      const { RunaiSearchResultListItem } = await import(
        '../components/SearchResultItem'
      );
      return RunaiSearchResultListItem;
    },
  },
});

// The search takes no translated names.
const clusters = SearchFilterResultTypeBlueprint.make({
  name: 'cluster',
  params: {
    value: RUNAI_CLUSTER_DOCUMENT,
    name: 'GPU clusters',
    icon: <GpuIcon />,
  },
});

const checks = SearchFilterResultTypeBlueprint.make({
  name: 'check',
  params: {
    value: RUNAI_CHECK_DOCUMENT,
    name: 'Checks for Run:ai',
    icon: <GpuIcon />,
  },
});

/** What the plugin adds to the portal's search. */
export const searchExtensions = [resultItem, clusters, checks];
