import type { AccessView } from '@runai-portal/backstage-plugin-runai-common';

/** The sentences of a test, those aside that errors bring with them. */
export const SAYS = {
  reachable: (target: string) =>
    `${target} answers as a Kubernetes API, and its certificate is the one that was expected.`,
  reachablePlain: (target: string) =>
    `${target} answers as a Kubernetes API, without TLS: whoever is on the way reads the token.`,
  accepted: (account: AccessView['account']) =>
    account?.userName
      ? `The cluster accepts the token as ${account.userName}.`
      : 'The cluster accepts the token.',
  allGranted: 'The account may read everything that the checks need.',
  missing: (count: number) =>
    `${count} of the permissions that the checks need ${
      count === 1 ? 'is' : 'are'
    } missing: what rests on them stays unknown. Apply the manifest that the registration gives, then test again.`,
  mayNotAsk:
    'The account may not even ask what it may do (SelfSubjectAccessReview), which every account may as a rule: bind system:basic-user to it, then apply the manifest that the registration gives.',
  tooSlow:
    'The server began to answer and did not come to an end in time. Check its load, and what stands between it and the portal.',
  notReached: 'Not tested: the server was not reached.',
  noAccount: 'Not tested: there is no account to ask about.',
  tokenFirst: 'Not tested: nothing was sent with what was given as token.',
  tokenInvalid:
    'The token is empty or holds characters that no token has. Copy it again, without line breaks, quotes or the word Bearer.',
  certificateInvalid:
    "The certificate authority cannot be read: it must be the authority's certificate in PEM form (-----BEGIN CERTIFICATE-----), or that encoded as base64, as certificate-authority-data in a kubeconfig.",
} as const;
