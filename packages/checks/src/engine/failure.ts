import {
  isKubeError,
  resourceName,
  type KubeError,
  type KubeErrorClass,
  type KubeStatus,
} from '@runai-portal/kube';
import {
  FactUnavailable,
  type EngineReason,
  type FactFailure,
} from '../declarations';
import { crashMessage } from './findings';

/** The reason code of each class of error. */
const REASONS: Record<KubeErrorClass, EngineReason> = {
  credentials: 'NoCredentials',
  dns: 'Unreachable',
  refused: 'Unreachable',
  unreachable: 'Unreachable',
  timeout: 'Timeout',
  tls: 'TlsError',
  unauthorized: 'Unauthorized',
  forbidden: 'Forbidden',
  notFound: 'NotServed',
  expired: 'ServerError',
  throttled: 'Throttled',
  server: 'ServerError',
  redirect: 'SchemaUnexpected',
  tooLarge: 'TooLarge',
  malformed: 'SchemaUnexpected',
};

/** Turns what `collect` threw into the reason and the sentence that results carry. */
export function failureOf(
  error: unknown,
): Pick<FactFailure, 'reason' | 'message'> {
  if (isKubeError(error)) {
    return { reason: REASONS[error.errorClass], message: messageOf(error) };
  }
  if (error instanceof FactUnavailable) {
    return { reason: error.reason, message: error.message };
  }
  return { reason: 'CheckCrashed', message: crashMessage(error) };
}

/**
 * What the account may not do, then the permission in the form in which it can be granted, who needs it and where, and what
 * the cluster gave as its reason, if anything.
 */
function messageOf(error: KubeError): string {
  if (error.errorClass !== 'forbidden') {
    return error.sentence;
  }
  const denied = deniedBy(error);
  if (!denied) {
    return error.sentence;
  }
  const { headline, permission, where } = denied;
  // Without a Status it was not the API server that refused: then the account is not what is wrong.
  const rest = error.body
    ? `${accountOf(error.body)} needs a role with that rule${where}${said(
        error.body,
      )}.`
    : error.sentence;
  return `The account may not ${headline}. Forbidden(${permission}): ${rest}`;
}

function deniedBy({ target, request }: KubeError) {
  if (target) {
    const { verb, ref } = target;
    const { namespace } = ref;
    return {
      headline: `${verb} ${resourceName(ref)}${
        namespace ? ` in the namespace ${namespace}` : ''
      }`,
      permission: permissionName(verb, ref),
      where: namespace ? '' : ' in the whole cluster',
    };
  }
  if (request) {
    const call = `${request.method.toLowerCase()} ${request.path}`;
    return { headline: call, permission: call, where: '' };
  }
  return undefined;
}

function accountOf({ message = '' }: KubeStatus): string {
  return /User "([^"]{1,200})"/.exec(message)?.[1] ?? 'the account';
}

/** An authorizer's usual words say again what was asked; others, e.g. of an admission webhook, are the reason. */
function said({ message }: KubeStatus): string {
  return !message || /is forbidden: User /.test(message)
    ? ''
    : `. The cluster says: ${message
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, 300)
        .replace(/\.$/, '')}`;
}

/** `list storage.k8s.io storageclasses`, `get runaiconfigs in runai`: verb, group, resource, namespace. */
export function permissionName(
  verb: string,
  ref: {
    group?: string;
    resource: string;
    subresource?: string;
    namespace?: string;
  },
): string {
  const resource = resourceName({
    version: '',
    resource: ref.resource,
    subresource: ref.subresource,
  });
  return [verb, ref.group, resource, ref.namespace && `in ${ref.namespace}`]
    .filter(Boolean)
    .join(' ');
}
