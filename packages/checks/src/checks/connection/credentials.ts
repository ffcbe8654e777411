import { defineCheck, type EvidenceLine } from '../../declarations';
import { identityFact, type Identity } from '../../facts/identity';
import { BIND_LESS, ROTATE, USE_TLS, VERIFY } from './credentialRemedies';

/** Several things may be wrong with credentials that are accepted: the first decides, the others are told with it. */
const BUT =
  'The credentials are accepted[ as {user}], but {first}[; {second}][; {third}][; {fourth}]';

/** The cluster accepts the portal's credentials, they last, and they are no more than is needed. */
export const credentialsCheck = defineCheck({
  id: 'cluster.credentials',
  title: 'The credentials are accepted',
  category: 'connection',
  requirements: [],
  description:
    "The cluster accepts the account's credentials, they do not expire soon, the server's certificate is verified, and the account may not do more than the portal needs.",
  scope: 'cluster',
  severity: 'required',
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
    NotEncrypted: { status: 'warn', says: BUT, remedy: USE_TLS },
    NotVerified: { status: 'warn', says: BUT, remedy: VERIFY },
    OverPrivileged: { status: 'warn', says: BUT, remedy: BIND_LESS },
  },
  evaluate: ({ identity, profile, now, audience }) => {
    const { credential, rejected, userName: user, clusterAdmin } = identity;
    const evidence = evidenceOf(identity);
    const expiry = expiryOf(identity, now);
    if (rejected !== undefined) {
      return {
        outcome: expiry && expiry.days <= 0 ? 'Expired' : 'Rejected',
        values: { rejected, day: expiry?.day },
        evidence,
      };
    }
    const everything = 'they may do everything in the cluster';
    const remarks: { outcome: Remark; text: string }[] = [];
    // What renews itself is always about to expire.
    if (
      expiry &&
      credential.renewal === undefined &&
      expiry.days < profile.cluster.credentialWarnDays
    ) {
      const verb = expiry.days <= 0 ? 'expired' : 'expire';
      remarks.push({
        outcome: 'ExpiresSoon',
        text: `they ${verb} on ${expiry.day}`,
      });
    }
    if (credential.plainHttp) {
      remarks.push({
        outcome: 'NotEncrypted',
        text: 'the connection is plain HTTP, so that anybody on the way can read them',
      });
    }
    if (credential.skipTLSVerify) {
      remarks.push({
        outcome: 'NotVerified',
        text: "the server's certificate is not verified, so that anybody on the way can read them",
      });
    }
    if (clusterAdmin && audience !== 'commandLine') {
      remarks.push({ outcome: 'OverPrivileged', text: everything });
    }
    const [first, second, third, fourth] = remarks;
    return first
      ? {
          outcome: first.outcome,
          values: {
            user,
            first: first.text,
            second: second?.text,
            third: third?.text,
            fourth: fourth?.text,
          },
          evidence,
        }
      : {
          outcome: 'Accepted',
          values: { user, everything: clusterAdmin ? everything : undefined },
          evidence,
        };
  },
});

type Remark = 'ExpiresSoon' | 'NotEncrypted' | 'NotVerified' | 'OverPrivileged';

function expiryOf(
  { credential }: Identity,
  now: Date,
): { day: string; days: number } | undefined {
  const at = credential.tokenExpiresAt ?? credential.certificateNotAfter;
  return at === undefined
    ? undefined
    : {
        day: at.slice(0, 10),
        days: (Date.parse(at) - now.getTime()) / 86_400_000,
      };
}

function evidenceOf(identity: Identity): EvidenceLine[] {
  const { credential, userName, groups, clusterAdmin, rejected } = identity;
  const lines: [what: string, key: string, value: string | undefined][] = [
    ['Credentials', 'kind', credential.kind],
    [
      'Credentials',
      'expires',
      credential.tokenExpiresAt ?? credential.certificateNotAfter,
    ],
    ['Credentials', 'renewed by', credential.renewal],
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
    ['SelfSubjectAccessReview', 'everything', clusterAdmin?.toString()],
    ['Answer', 'rejected', rejected],
  ];
  return lines.flatMap(([what, key, value]) =>
    value ? [{ what, key, value }] : [],
  );
}
