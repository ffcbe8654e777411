import { useRouteRef } from '@backstage/core-plugin-api';
import type { IconLinkVerticalProps } from '@backstage/core-components';
import { useRouteRef as useOptionalRouteRef } from '@backstage/frontend-plugin-api';
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
  return useClusterIconLink(useRouteRef(clusterRouteRef));
}

/**
 * {@link useRunaiClusterIconLink} for the row of the new frontend system, which is somebody else's card: it stays whole where a
 * portal has left out the page of clusters.
 */
export function useOptionalClusterIconLink() {
  return useClusterIconLink(useOptionalRouteRef(clusterRouteRef));
}

function useClusterIconLink(
  clusterPath: ((params: { name: string }) => string) | undefined,
): Omit<IconLinkVerticalProps, 'color'> {
  const { entity } = useEntity();
  const t = useText();
  const found = useEntityCluster(entity);
  const name = found.data?.cluster?.name;
  return {
    label: t('entity.iconLink'),
    icon: <GpuIcon />,
    disabled: !name || !clusterPath,
    href: name && clusterPath?.({ name }),
    title: found.data && !name ? t('entity.unknown') : undefined,
  };
}
