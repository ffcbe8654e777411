import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import {
  RUNAI_CHECK_DOCUMENT,
  RUNAI_CLUSTER_DOCUMENT,
} from '@runai-portal/backstage-plugin-runai-common';
import { z } from 'zod';
import { GpuIcon } from '../components/GpuIcon';
import { isRunaiResult } from '../logic/isRunaiResult';
import { textAtStart } from './textAtStart';

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

/** A type of results that a person can choose; a name that is configured stands in every language. */
function resultType<TName extends string>(
  name: TName,
  value: string,
  text: Parameters<typeof textAtStart>[1],
) {
  return SearchFilterResultTypeBlueprint.makeWithOverrides({
    name,
    configSchema: { name: z.string().min(1).optional() },
    factory: (originalFactory, { apis, config }) =>
      originalFactory({
        value,
        name: config.name ?? textAtStart(apis, text),
        icon: <GpuIcon />,
      }),
  });
}

export const clusterResults = resultType(
  'cluster',
  RUNAI_CLUSTER_DOCUMENT,
  'search.clusters',
);

export const checkResults = resultType(
  'check',
  RUNAI_CHECK_DOCUMENT,
  'search.checks',
);

/** What the plugin adds to the portal's search. */
export const searchExtensions = [resultItem, clusterResults, checkResults];
