import { useRouteRef } from '@backstage/core-plugin-api';
import type { IconLinkVerticalProps } from '@backstage/core-components';
import { useEntity } from '@backstage/plugin-catalog-react';
import { GpuIcon } from '../components/GpuIcon';
import { clusterRouteRef } from '../routes';
import { useEntityCluster } from './useEntityCluster';
import { useText } from './useText';

/**
 * @public A link from the entity of the page to its cluster's own page, for the row of links in the catalog's "About" card. It
 * cannot be followed where the portal shows the reader no cluster for the entity, and says so.
 */
export function useRunaiClusterIconLink(): Omit<
  IconLinkVerticalProps,
  'color'
> {
  const { entity } = useEntity();
  const t = useText();
  const clusterPath = useRouteRef(clusterRouteRef);
  const found = useEntityCluster(entity);
  const name = found.data?.cluster?.name;
  return {
    label: t('entity.iconLink'),
    icon: <GpuIcon />,
    disabled: name === undefined,
    href: name && clusterPath({ name }),
    title: found.data && !name ? t('entity.unknown') : undefined,
  };
}
