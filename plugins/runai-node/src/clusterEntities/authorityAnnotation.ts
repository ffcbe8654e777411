import { KUBERNETES_ANNOTATIONS } from '@runai-portal/backstage-plugin-runai-common';
import { connectionFromSettings, KubeconfigError } from '@runai-portal/kube';

/**
 * What is wrong with a certificate authority, as its entity is told it.
 *
 * @public
 * @param error - what `connectionFromSettings` says of it as `caData`
 */
export function authorityRefusal(error: KubeconfigError): string {
  return `The annotation ${
    KUBERNETES_ANNOTATIONS.authority
  } ${error.message.replace(
    /^caData /,
    '',
  )} It must be the certificate authority's certificate in PEM form, encoded as base64.`;
}

/** @public What is wrong with the annotation; undefined where it can be read. */
export function authorityProblem(annotation: string): string | undefined {
  try {
    connectionFromSettings({
      server: 'https://localhost',
      caData: annotation,
    });
    return undefined;
  } catch (error) {
    if (error instanceof KubeconfigError) {
      return authorityRefusal(error);
    }
    throw error;
  }
}
