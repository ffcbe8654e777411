import type { ConnectionTestReason } from '@runai-portal/backstage-plugin-runai-common';
import type { KubeError, KubeErrorClass } from '@runai-portal/kube';

/** What a failed request says of the way to the server, or of the account. */
export interface RequestFailure {
  reason: ConnectionTestReason;
  message: string;
  /** It says nothing of the account. */
  isOfWay: boolean;
}

const REASONS: Record<KubeErrorClass, ConnectionTestReason> = {
  credentials: 'TokenInvalid',
  dns: 'NameNotFound',
  refused: 'Refused',
  unreachable: 'Unreachable',
  timeout: 'Timeout',
  tls: 'Tls',
  unauthorized: 'Unauthorized',
  forbidden: 'Forbidden',
  notFound: 'NotKubernetes',
  expired: 'ServerError',
  throttled: 'ServerError',
  server: 'ServerError',
  redirect: 'Redirect',
  tooLarge: 'NotKubernetes',
  malformed: 'NotKubernetes',
};

/** What to do, where the sentence of the error says only what was found. */
const ADVICE: Partial<Record<ConnectionTestReason, string>> = {
  NotKubernetes:
    ' Check that the address is the one of the API server, as kubectl cluster-info prints it.',
  ServerError:
    ' Look at the API server, and at what stands before it (load balancer, proxy), and test again when they are well.',
};

const OF_ACCOUNT: readonly KubeErrorClass[] = [
  'credentials',
  'unauthorized',
  'forbidden',
];

/** Tells by the error of a request what is in the way. */
export function failureOf({
  errorClass,
  code,
  sentence,
}: KubeError): RequestFailure {
  const reason =
    code === 'ADDRESS_NOT_ALLOWED' ? 'AddressNotPublic' : REASONS[errorClass];
  return {
    reason,
    message: sentence + (ADVICE[reason] ?? ''),
    isOfWay: !OF_ACCOUNT.includes(errorClass),
  };
}
