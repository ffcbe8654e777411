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
  acceptedUnknown:
    'Not known: the server told its version, which most servers tell anybody, and did not answer what the token may do. Mend what the last line says, then test again.',
  tokenExpired: (at: string) =>
    `The token expired at ${at}. Make a new one: kubectl -n runai-portal create token runai-portal --duration 8760h`,
  nobody: (target: string) =>
    `${target} answers as to somebody without a token (system:anonymous): something before the API server, such as a gateway or a load balancer, takes the token away. Give the address of the API server itself.`,
  noVersion: (target: string) =>
    `${target} answers GET /version with JSON that names no version, which every Kubernetes API does. Check that the address is the one of the API server, as kubectl cluster-info prints it.`,
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
  certificateInvalid: (problem: string) =>
    `What was given as certificate authority ${problem} It must be the authority's certificate in PEM form (-----BEGIN CERTIFICATE-----), or that encoded as base64, as certificate-authority-data in a kubeconfig.`,
  certificateWithSecret:
    'What was given as certificate authority holds a private key or a token, which would stand in the entity for all to read: nothing was sent with it. Give the certificates alone.',
  addressWithSecret:
    'The address of the API server holds what looks like a token, which would stand in the entity for all to read: nothing was sent there. The token goes into its own field.',
} as const;
