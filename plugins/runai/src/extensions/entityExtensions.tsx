import {
  EntityCardBlueprint,
  EntityContentBlueprint,
  EntityIconLinkBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { useOptionalClusterIconLink } from '../hooks/useRunaiClusterIconLink';
import {
  CLUSTER_ENTITIES,
  ENTITIES_ON_RESOURCES,
} from '../logic/clusterEntity';
import { runaiTranslationRef } from '../translation';
import { clusterTabsApiRef } from './clusterTabsApi';

const clusterCard = EntityCardBlueprint.make({
  name: 'cluster',
  params: {
    type: 'content',
    filter: CLUSTER_ENTITIES,
    loader: async () => {
      const { EntityClusterCard } = await import(
        '../components/EntityClusterCard'
      );
      return <EntityClusterCard />;
    },
  },
});

const dependenciesCard = EntityCardBlueprint.make({
  name: 'dependencies',
  params: {
    type: 'content',
    filter: ENTITIES_ON_RESOURCES,
    loader: async () => {
      const { EntityDependenciesCard } = await import(
        '../components/EntityDependenciesCard'
      );
      return <EntityDependenciesCard />;
    },
  },
});

const clusterContent = EntityContentBlueprint.makeWithOverrides({
  name: 'cluster',
  factory: (originalFactory, { apis, config }) =>
    originalFactory({
      path: '/gpu-cluster',
      // The catalog would show a translated title even where another one is configured.
      title: config.title ?? runaiTranslationRef('entity.tab'),
      group: 'operation',
      filter: CLUSTER_ENTITIES,
      loader: async () => {
        const { EntityClusterContent } = await import(
          '../components/EntityClusterContent'
        );
        return (
          <EntityClusterContent tabs={apis.get(clusterTabsApiRef)?.tabs} />
        );
      },
    }),
});

const clusterIconLink = EntityIconLinkBlueprint.make({
  name: 'cluster',
  params: { filter: CLUSTER_ENTITIES, useProps: useOptionalClusterIconLink },
});

/** What the plugin adds to the catalog's pages of entities. */
export const entityExtensions = [
  clusterCard,
  dependenciesCard,
  clusterContent,
  clusterIconLink,
];
