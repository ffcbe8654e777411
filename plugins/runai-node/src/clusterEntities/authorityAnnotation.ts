import { X509Certificate } from 'node:crypto';
import { KUBERNETES_ANNOTATIONS } from '@runai-portal/backstage-plugin-runai-common';
import {
  certificateBlocks,
  connectionFromSettings,
  KubeconfigError,
} from '@runai-portal/kube';

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

/** @public What the annotation holds, or what is wrong with it. */
export type AuthorityAnnotation =
  | { ok: true; certificates: readonly X509Certificate[] }
  | { ok: false; problem: string };

/** @public Reads the annotation as the source of clusters does. */
export function readAuthority(annotation: string): AuthorityAnnotation {
  try {
    const { caData = '' } = connectionFromSettings({
      server: 'https://localhost',
      caData: annotation,
    });
    return {
      ok: true,
      certificates: certificateBlocks(caData).map(
        pem => new X509Certificate(pem),
      ),
    };
  } catch (error) {
    if (error instanceof KubeconfigError) {
      return { ok: false, problem: authorityRefusal(error) };
    }
    throw error;
  }
}
