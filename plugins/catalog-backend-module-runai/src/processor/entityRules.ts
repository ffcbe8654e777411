import type { X509Certificate } from 'node:crypto';
import {
  CLUSTER_ANNOTATIONS,
  KUBERNETES_ANNOTATIONS,
} from '@runai-portal/backstage-plugin-runai-common';
import {
  quoted,
  readAuthority,
  serverAddress,
  type AllowedUrls,
  type ClusterAnnotations,
} from '@runai-portal/backstage-plugin-runai-node';
import { unreadAnnotations } from './unreadAnnotations';

/** What entities are judged by. */
export interface RuleContext {
  /** What each reader of entities lets them name though it is a private address. */
  allowed: readonly AllowedUrls[];
  /** Of the portal's own modules. */
  authProviders: readonly string[];
  /** In milliseconds. */
  now: () => number;
}

/** What an entity says of its cluster. */
export interface WrittenCluster {
  annotations: Readonly<Record<string, string>>;
  /** Those of the portal among them, read. */
  ours: ClusterAnnotations;
}

/** What is wrong with annotations, one sentence each that names one of them. */
export type EntityRule = (
  written: WrittenCluster,
  context: RuleContext,
) => readonly string[];

const { apiServer, authority, authProvider, oidcTokenProvider } =
  KUBERNETES_ANNOTATIONS;

/** Strategies that the Kubernetes plugin has itself and takes from entities. */
const AUTH_PROVIDERS = [
  'aks',
  'aws',
  'azure',
  'google',
  'googleServiceAccount',
  'localKubectlProxy',
  'oidc',
];

/** Where they come from: the whole command, since nobody knows it by heart. */
const HOW_TO_GET = `kubectl config view --raw --minify --flatten -o jsonpath='{.clusters[0].cluster.certificate-authority-data}' prints it`;

/** A name is looked up by who connects; here it is told what can be told at once. */
const names = {
  isPublic: (name: string) =>
    /(^|\.)localhost\.?$/.test(name) ? false : undefined,
};

/** Every rule, in the order in which a page shows what they say: that one is missing is no news where it stands under another name. */
export const entityRules: readonly EntityRule[] = [
  ({ annotations }) => unreadAnnotations(annotations),
  addressRule,
  authorityRule,
  authProviderRule,
  ({ ours }) => ours.problems,
];

function addressRule(
  { annotations }: WrittenCluster,
  { allowed }: RuleContext,
): string[] {
  const said = allowed.flatMap(one => {
    const address = serverAddress(annotations[apiServer], {
      allowed: one,
      names,
    });
    return address.ok ? [] : [address.message];
  });
  return [...new Set(said)];
}

function authorityRule(
  { annotations, ours }: WrittenCluster,
  { now }: RuleContext,
): string[] {
  const value = annotations[authority];
  if (!value?.trim()) {
    return ours.forKubernetesPlugin
      ? [
          `The annotation ${authority} is missing: the Kubernetes plugin takes no entity without it for a cluster. It must be the certificate authority's certificate in PEM form, encoded as base64; ${HOW_TO_GET}.`,
        ]
      : [];
  }
  const read = readAuthority(value);
  if (!read.ok) {
    return [`${read.problem.replace(/\.$/, '')}; ${HOW_TO_GET}.`];
  }
  return ours.forKubernetesPlugin && !isPemAsBase64(value)
    ? [
        `The annotation ${authority} holds a certificate in another form than PEM encoded as base64, and the Kubernetes plugin reads no other; ${HOW_TO_GET}.`,
      ]
    : expired(read.certificates, now());
}

/** The portal reads PEM as it is, and DER as base64, as well. */
function isPemAsBase64(value: string): boolean {
  return Buffer.from(value, 'base64').includes('-----BEGIN');
}

/** One that is still valid is enough: an authority that is replaced stands beside the new one for a while. */
function expired(
  certificates: readonly X509Certificate[],
  now: number,
): string[] {
  const ends = certificates.map(({ validTo }) => new Date(validTo).getTime());
  const last = Math.max(...ends);
  return last < now
    ? [
        `The annotation ${authority} holds a certificate that expired on ${new Date(
          last,
        )
          .toISOString()
          .slice(0, 10)}: put the present one there; ${HOW_TO_GET}.`,
      ]
    : [];
}

function authProviderRule(
  { annotations, ours }: WrittenCluster,
  { authProviders }: RuleContext,
): string[] {
  const value = annotations[authProvider];
  const known = [...AUTH_PROVIDERS, ...authProviders].sort();
  if (!value?.trim()) {
    return ours.forKubernetesPlugin
      ? [
          `The annotation ${authProvider} is missing: the Kubernetes plugin takes no entity without it for a cluster. It must be how one logs in there, one of ${known.join(
            ', ',
          )}. Where that plugin is not meant to have the cluster, write ${
            CLUSTER_ANNOTATIONS.kubernetesPlugin
          }: 'false'.`,
        ]
      : [];
  }
  if (value === 'serviceAccount') {
    return [
      `The annotation ${authProvider} is 'serviceAccount', which the Kubernetes plugin takes from no entity: write one of ${known.join(
        ', ',
      )}, or configure the cluster in kubernetes.clusterLocatorMethods, where its token is safe.`,
    ];
  }
  if (!known.includes(value)) {
    return [
      `The annotation ${authProvider} is ${quoted(
        value,
      )}; it must be one of ${known.join(
        ', ',
      )}. A strategy of the portal's own is made known by catalog.providers.runai.authProviders.`,
    ];
  }
  return value === 'oidc' && !annotations[oidcTokenProvider]?.trim()
    ? [
        `The annotation ${oidcTokenProvider} is missing: with oidc it names the provider of the portal's sign-in whose tokens the cluster takes, like okta.`,
      ]
    : [];
}
