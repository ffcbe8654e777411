import {
  KubernetesValidatorFunctions,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';

/**
 * A reference as it holds in every namespace: `ml-platform` is `group:default/ml-platform`.
 *
 * @returns undefined where the catalog would not take it
 */
export function fullRef(
  written: string | undefined,
  defaultKind: string,
): string | undefined {
  if (!written) {
    return undefined;
  }
  try {
    const ref = parseEntityRef(written, {
      defaultKind,
      defaultNamespace: 'default',
    });
    const isValid =
      KubernetesValidatorFunctions.isValidKind(ref.kind) &&
      KubernetesValidatorFunctions.isValidNamespace(
        ref.namespace.toLocaleLowerCase('en-US'),
      ) &&
      KubernetesValidatorFunctions.isValidObjectName(ref.name);
    return isValid ? stringifyEntityRef(ref) : undefined;
  } catch {
    return undefined;
  }
}
