import type { KubeconfigError } from '@runai-portal/kube';

/** The code of what is wrong with settings: `missingPlugin` is `MissingPlugin` here. */
export function reasonOf({ kind }: KubeconfigError): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}
