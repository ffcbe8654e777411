import type { TranslationRefTuple } from '@backstage/frontend-plugin-api';
import type { ReactElement } from 'react';

/** @public A tab of the cluster's page. */
export interface ClusterTab {
  /** Beneath the cluster's page, without slashes: `nodes`. */
  path: string;
  /** A message of a translation ref, called with its key, where it is translated. */
  title: string | TranslationRefTuple<undefined>;
  /** Beside the title: how much in the tab asks for attention. */
  badge?: ReactElement;
  /** `useClusterPage` tells it of which cluster. */
  element: ReactElement;
}
