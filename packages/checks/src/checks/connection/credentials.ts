import { defineCheck, type Remedy } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { APPLY_MANIFEST } from '../../engine/unknowns';
import { identityFact } from '../../facts/identity';

const ROTATE: Remedy = {
  owner: 'portal-admin',
  text: 'Give the portal new credentials: a token of its service account by the TokenRequest API, renewed before it expires, or OIDC.',
  commands: [
    'kubectl create token runai-portal --namespace runai-portal --duration 720h',
  ],
  docs: ['serviceAccountTokens'],
};

/** Several things may be wrong with credentials that are accepted: the first decides, the others are told with it. */
const BUT = 'The credentials are accepted[ as {user}], but {remarks}';
const EVERYTHING = 'they may do everything in the cluster';

/** The cluster accepts the portal's credentials, they last, and they are no more than is needed. */
export const credentialsCheck = defineCheck({
  id: 'cluster.credentials',
  title: 'The credentials are accepted',
  category: 'connection',
  description:
    "The cluster accepts the account's credentials, they do not expire soon, the server's certificate is verified, and the account may not do more than the portal needs.",
  verify: {
    text: 'With the kubeconfig of the account: the cluster must know who it is, and a token must not expire soon. An account for reading may not do everything.',
    commands: [
      'kubectl auth whoami',
      "kubectl auth can-i '*' '*' --all-namespaces",
      'kubectl auth can-i --list',
      "kubectl config view --raw --minify -o jsonpath='{.users[0].user.token}' | cut -d. -f2 | base64 -d 2>/dev/null | grep -o '\"exp\":[0-9]*'",
    ],
  },
  waivable: false,
  uses: { identity: identityFact },
  outcomes: {
    Accepted: {
      status: 'pass',
      says: 'The credentials are accepted[ as {user}][; {everything}]',
    },
    Rejected: { status: 'fail', says: '{rejected}', remedy: ROTATE },
    Expired: {
      status: 'fail',
      says: 'The credentials expired on {day}. The cluster does not accept them any more',
      remedy: ROTATE,
    },
    ExpiresSoon: { status: 'warn', says: BUT, remedy: ROTATE },
    NotEncrypted: {
      status: 'warn',
      says: BUT,
      remedy: {
        owner: 'portal-admin',
        text: 'Connect by https: over plain HTTP everybody on the way reads the credentials and every answer.',
      },
    },
    NotVerified: {
      status: 'warn',
      says: BUT,
      remedy: {
        owner: 'portal-admin',
        text: 'Give the portal the certificate authority of the cluster and take `insecure-skip-tls-verify` out.',
        commands: [
          "kubectl config view --raw --minify -o jsonpath='{.clusters[0].cluster.certificate-authority-data}'",
        ],
      },
    },
    OverPrivileged: {
      status: 'warn',
      says: BUT,
      remedy: {
        owner: 'security',
        text: 'The portal only reads. Give it an account of its own with the generated role, which holds get and list on what the enabled checks read, and nothing on Secrets.',
        commands: APPLY_MANIFEST,
        docs: ['rbacGoodPractices'],
      },
    },
  },
  evaluate: ({ identity, profile, now, audience }) => {
    const { credential, rejected, userName: user, clusterAdmin } = identity;
    const expires = credential.tokenExpiresAt ?? credential.certificateNotAfter;
    const issuer = credential.tokenIssuer ?? credential.certificateIssuer;
    const subject = credential.tokenSubject ?? credential.certificateSubject;
    const day = expires?.slice(0, 10);
    const days = expires
      ? (Date.parse(expires) - now.getTime()) / 86_400_000
      : Infinity;
    const isRejected = rejected !== undefined;
    // What renews itself is always about to expire.
    const expiresSoon =
      !credential.renewal && days < profile.cluster.credentialWarnDays;
    const mayTooMuch = clusterAdmin && audience !== 'commandLine';
    const remarks = [
      expiresSoon && `they ${days <= 0 ? 'expired' : 'expire'} on ${day}`,
      credential.plainHttp &&
        'the connection is plain HTTP, so that anybody on the way can read them',
      credential.skipTLSVerify &&
        "the server's certificate is not verified, so that anybody on the way can read them",
      mayTooMuch && EVERYTHING,
    ];
    return {
      outcome: firstOf(
        [isRejected && days <= 0, 'Expired'],
        [isRejected, 'Rejected'],
        [expiresSoon, 'ExpiresSoon'],
        [credential.plainHttp, 'NotEncrypted'],
        [credential.skipTLSVerify, 'NotVerified'],
        [mayTooMuch, 'OverPrivileged'],
        'Accepted',
      ),
      values: {
        rejected,
        day,
        user,
        everything: clusterAdmin ? EVERYTHING : undefined,
        remarks: remarks.filter(Boolean).join('; '),
      },
      evidence: evidenceOf(
        ['Credentials', 'kind', credential.kind],
        ['Credentials', 'expires', expires],
        ['Credentials', 'renewed by', credential.renewal],
        ['Credentials', 'issuer', issuer],
        ['Credentials', 'subject', subject],
        ['Connection', 'skipTLSVerify', credential.skipTLSVerify || undefined],
        ['SelfSubjectReview', 'user', user],
        ['SelfSubjectReview', 'groups', identity.groups?.join(', ')],
        ['SelfSubjectAccessReview', 'everything', clusterAdmin],
        ['Answer', 'rejected', rejected],
      ),
    };
  },
});
