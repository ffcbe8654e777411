import { KubernetesValidatorFunctions } from '@backstage/catalog-model';

/** Labels of the portal itself are not for others to give. */
const RESERVED = /^([a-z0-9-]+\.)*(backstage\.io|kubernetes\.io)\//;
const MOST = 50;

/**
 * The labels of a cluster that the catalog takes, as they are: policies may rest on them, so that a label which had to be changed is
 * left out.
 */
export function entityLabels(
  labels: Readonly<Record<string, string>>,
): Record<string, string> | undefined {
  const taken = Object.entries(labels)
    .filter(
      ([key, value]) =>
        KubernetesValidatorFunctions.isValidLabelKey(key) &&
        KubernetesValidatorFunctions.isValidLabelValue(value) &&
        !RESERVED.test(key) &&
        key !== '__proto__',
    )
    .slice(0, MOST);
  return taken.length > 0 ? Object.fromEntries(taken) : undefined;
}
