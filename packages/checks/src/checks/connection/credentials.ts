import type {
  Evidence,
  Remediation,
} from '@runai-portal/backstage-plugin-runai-common';
import { legacyCheck } from '../../declarations';
import { identityFact, type Identity } from '../../facts/identity';

const ROTATE: Remediation = {
  owner: 'portal-admin',
  text: 'Give the portal new credentials: a token of its service account by the TokenRequest API, renewed before it expires, or OIDC.',
  commands: [
    'kubectl create token runai-portal --namespace runai-portal --duration 720h',
  ],
  docs: [
    {
      title: 'Service account tokens',
      url: 'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/',
    },
  ],
};

const VERIFY: Remediation = {
  owner: 'portal-admin',
  text: 'Give the portal the certificate authority of the cluster and take `insecure-skip-tls-verify` out.',
  commands: [
    "kubectl config view --raw --minify -o jsonpath='{.clusters[0].cluster.certificate-authority-data}'",
  ],
  docs: [],
};

const BIND_LESS: Remediation = {
  owner: 'security',
  text: 'The portal only reads. Give it an account of its own with the generated role, which holds get and list on what the enabled checks read, and nothing on Secrets.',
  commands: [
    'npm run --silent preflight -- --manifest > runai-portal.yaml',
    'kubectl apply -f runai-portal.yaml',
  ],
  docs: [
    {
      title: 'RBAC good practices',
      url: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    },
  ],
};

/** The cluster accepts the portal's credentials, they last, and they are no more than is needed. */
export const credentialsCheck = legacyCheck({
  id: 'cluster.credentials',
  title: 'The credentials are accepted',
  category: 'connection',
  requirements: [],
  description:
    "The cluster accepts the account's credentials, they do not expire soon, the server's certificate is verified, and the account may not do more than the portal needs.",
  scope: 'cluster',
  severity: 'required',
  waivable: false,
  facts: { identity: identityFact },
  reasons: [
    'Accepted',
    'Rejected',
    'Expired',
    'ExpiresSoon',
    'NotVerified',
    'OverPrivileged',
  ],
  evaluate: ({ facts: { identity }, profile, now, audience }) => {
    const evidence = evidenceOf(identity);
    const expiry = expiryOf(identity, now);
    if (identity.rejected !== undefined) {
      const expired = expiry !== undefined && expiry.days <= 0;
      return {
        status: 'fail',
        reason: expired ? 'Expired' : 'Rejected',
        message: expired
          ? `The credentials expired on ${day(
              expiry.at,
            )}. The cluster does not accept them any more`
          : identity.rejected,
        evidence,
        remediation: ROTATE,
      };
    }
    const who = identity.userName ? ` as ${identity.userName}` : '';
    const warnings: Warning[] = [];
    // What renews itself is always about to expire.
    const renewsItself = identity.credential.renewal !== undefined;
    if (
      expiry &&
      !renewsItself &&
      expiry.days < profile.cluster.credentialWarnDays
    ) {
      const text =
        expiry.days <= 0
          ? `expired on ${day(expiry.at)}`
          : `expire on ${day(expiry.at)}`;
      warnings.push({
        reason: 'ExpiresSoon',
        text: `they ${text}`,
        remediation: ROTATE,
      });
    }
    if (identity.credential.skipTLSVerify) {
      const text =
        "the server's certificate is not verified, so that anybody on the way can read them";
      warnings.push({ reason: 'NotVerified', text, remediation: VERIFY });
    }
    if (identity.clusterAdmin && audience !== 'commandLine') {
      warnings.push({
        reason: 'OverPrivileged',
        text: 'they may do everything in the cluster',
        remediation: BIND_LESS,
      });
    }
    if (warnings.length > 0) {
      const [{ reason, remediation }] = warnings;
      const message = `The credentials are accepted${who}, but ${warnings
        .map(({ text }) => text)
        .join('; ')}`;
      return { status: 'warn', reason, message, evidence, remediation };
    }
    const told = identity.clusterAdmin
      ? '; they may do everything in the cluster'
      : '';
    return {
      status: 'pass',
      reason: 'Accepted',
      message: `The credentials are accepted${who}${told}`,
      evidence,
    };
  },
});

interface Warning {
  reason: 'ExpiresSoon' | 'NotVerified' | 'OverPrivileged';
  text: string;
  remediation: Remediation;
}

function expiryOf(
  { credential }: Identity,
  now: Date,
): { at: string; days: number } | undefined {
  const at = credential.tokenExpiresAt ?? credential.certificateNotAfter;
  return at === undefined
    ? undefined
    : { at, days: (Date.parse(at) - now.getTime()) / 86_400_000 };
}

function evidenceOf({
  credential,
  userName,
  groups,
  clusterAdmin,
  rejected,
}: Identity): Omit<Evidence, 'observedAt'>[] {
  const pairs: [string, string, string | undefined][] = [
    ['Credentials', 'kind', credential.kind],
    [
      'Credentials',
      'expires',
      credential.tokenExpiresAt ?? credential.certificateNotAfter,
    ],
    [
      'Credentials',
      'issuer',
      credential.tokenIssuer ?? credential.certificateIssuer,
    ],
    [
      'Credentials',
      'subject',
      credential.tokenSubject ?? credential.certificateSubject,
    ],
    [
      'Connection',
      'skipTLSVerify',
      credential.skipTLSVerify ? 'true' : undefined,
    ],
    ['SelfSubjectReview', 'user', userName],
    ['SelfSubjectReview', 'groups', groups?.join(', ')],
    [
      'SelfSubjectAccessReview',
      'everything',
      clusterAdmin === undefined ? undefined : String(clusterAdmin),
    ],
    ['Answer', 'rejected', rejected],
  ];
  return pairs.flatMap(([what, key, value]) =>
    value ? [{ what, key, value }] : [],
  );
}

function day(instant: string): string {
  return instant.slice(0, 10);
}
