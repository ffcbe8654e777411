import {
  isKubeError,
  resourceName,
  type KubeError,
  type KubeErrorClass,
  type ResourceRef,
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
  const { errorClass, sentence, target, request, body } = error;
  if (errorClass !== 'forbidden') {
    return sentence;
  }
  const call = `${request?.method.toLowerCase()} ${request?.path}`;
  const namespace = target?.ref.namespace;
  const place = namespace ? ` in the namespace ${namespace}` : '';
  const what = target
    ? `${target.verb} ${resourceName(target.ref)}${place}`
    : call;
  const permission = target ? permissionName(target.verb, target.ref) : call;
  const where = target && !namespace ? ' in the whole cluster' : '';
  const { message = '' } = body ?? {};
  const account = /User "([^"]{1,200})"/.exec(message)?.[1] ?? 'the account';
  const why = said(message);
  return `The account may not ${what}. Forbidden(${permission}): ${account} needs a role with that rule${where}${why}.`;
}

/** An authorizer's usual words say again what was asked; others, e.g. of an admission webhook, are the reason. */
function said(message: string): string {
  const words = message.replace(/\s+/g, ' ').trim().slice(0, 300);
  return words === '' || /is forbidden: User /.test(message)
    ? ''
    : `. The cluster says: ${words.replace(/\.$/, '')}`;
}

/** `list storage.k8s.io storageclasses`, `get runaiconfigs in runai`: verb, group, resource, namespace. */
export function permissionName(
  verb: string,
  { group, namespace, ...ref }: Omit<ResourceRef, 'version'>,
): string {
  const name = resourceName({ ...ref, version: '' });
  return [verb, group, name, namespace && `in ${namespace}`]
    .filter(Boolean)
    .join(' ');
}
