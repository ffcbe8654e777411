import {
  coreExtensionData,
  createExtensionBlueprint,
  createExtensionDataRef,
  ExtensionBoundary,
  type TranslationRefTuple,
} from '@backstage/frontend-plugin-api';
import type { ReactElement } from 'react';
import { z } from 'zod';

const titleDataRef = createExtensionDataRef<
  string | TranslationRefTuple<undefined>
>().with({ id: 'runai.cluster-tab.title' });

const badgeDataRef = createExtensionDataRef<ReactElement>().with({
  id: 'runai.cluster-tab.badge',
});

/** @public What {@link ClusterTabBlueprint} makes a tab from. */
export interface ClusterTabBlueprintParams {
  /** Beneath the cluster's page, without slashes: `nodes`. */
  path: string;
  /** A word or two; a message of a translation ref, called with its key, where it is translated. */
  title: string | TranslationRefTuple<undefined>;
  /** Beside the title: how much in the tab asks for attention. */
  badge?: ReactElement;
  /** The content; {@link useClusterPage} tells it of which cluster. */
  loader: () => Promise<ReactElement>;
}

/** @public A tab of the cluster's page, in the order of the extensions; path and title can be configured. */
export const ClusterTabBlueprint = createExtensionBlueprint({
  kind: 'runai-cluster-tab',
  attachTo: { id: 'api:runai/cluster-tabs', input: 'tabs' },
  output: [
    coreExtensionData.reactElement,
    coreExtensionData.routePath,
    titleDataRef,
    badgeDataRef.optional(),
  ],
  dataRefs: { title: titleDataRef, badge: badgeDataRef },
  configSchema: {
    path: z.string().optional(),
    title: z.string().optional(),
  },
  *factory(params: ClusterTabBlueprintParams, { config, node }) {
    yield coreExtensionData.reactElement(
      ExtensionBoundary.lazy(node, params.loader),
    );
    yield coreExtensionData.routePath(config.path ?? params.path);
    yield titleDataRef(config.title ?? params.title);
    if (params.badge) yield badgeDataRef(params.badge);
  },
});
