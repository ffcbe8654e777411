import {
  CLUSTER_ANNOTATIONS,
  type SourceCluster,
} from '@runai-portal/backstage-plugin-runai-common';
import { oneLine } from './oneLine';

const LONGEST = 200;
const LONGEST_PRODUCTS = 1000;

/** What is declared of a cluster, and what was last seen of it; nothing that changes from minute to minute. */
export function clusterAnnotations(
  cluster: SourceCluster,
): Record<string, string> {
  const { platform, gpuProducts = [], existingPrometheus, uses } = cluster;
  const said: [annotation: string, value: string | undefined][] = [
    [CLUSTER_ANNOTATIONS.cluster, cluster.name],
    [CLUSTER_ANNOTATIONS.environment, cluster.environment],
    [CLUSTER_ANNOTATIONS.mode, cluster.mode],
    [CLUSTER_ANNOTATIONS.profile, cluster.profile],
    [CLUSTER_ANNOTATIONS.existingPrometheus, existingPrometheus?.toString()],
    [CLUSTER_ANNOTATIONS.installPath, cluster.installPath],
    [CLUSTER_ANNOTATIONS.uses, uses?.join(',')],
    [CLUSTER_ANNOTATIONS.distribution, platform?.distribution],
    [CLUSTER_ANNOTATIONS.kubernetesVersion, platform?.kubernetesVersion],
    [CLUSTER_ANNOTATIONS.openshiftVersion, platform?.openshiftVersion],
    [CLUSTER_ANNOTATIONS.runaiVersion, cluster.runaiVersion],
    [CLUSTER_ANNOTATIONS.gpuProducts, productsOf(gpuProducts)],
  ];
  return Object.fromEntries(
    said.flatMap(([annotation, value]) => {
      const longest =
        annotation === CLUSTER_ANNOTATIONS.gpuProducts
          ? LONGEST_PRODUCTS
          : LONGEST;
      const line = oneLine(value, longest);
      return line ? [[annotation, line]] : [];
    }),
  );
}

/** As many as there is room for, none of them cut. */
function productsOf(products: readonly string[]): string {
  let listed = '';
  for (const product of products) {
    const one = oneLine(product.replaceAll(',', ' '), LONGEST);
    const longer = [listed, one].filter(Boolean).join(',');
    if (longer.length <= LONGEST_PRODUCTS) {
      listed = longer;
    }
  }
  return listed;
}
