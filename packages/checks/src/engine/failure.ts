import {
  isKubeError,
  resourceName,
  type KubeError,
  type KubeErrorClass,
} from '@runai-portal/kube';
import type { EngineReason, FactFailure } from '../declarations';
import { crashMessage } from './findings';
import { FactUnavailable } from './FactUnavailable';

/** The reason code of each class of error. */
const REASONS: Record<KubeErrorClass, EngineReason> = {
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
 * What the account may not do, then the permission in the form in which it can be granted, then who it is and what else the
 * cluster said.
 */
function messageOf(error: KubeError): string {
  if (error.errorClass !== 'forbidden') {
    return error.sentence;
  }
  if (error.target) {
    const { verb, ref } = error.target;
    const place = ref.namespace ? ` in the namespace ${ref.namespace}` : '';
    return `The account may not ${verb} ${resourceName(
      ref,
    )}${place}. Forbidden(${permissionName(verb, ref)}): ${error.sentence}`;
  }
  if (error.request) {
    const call = `${error.request.method.toLowerCase()} ${error.request.path}`;
    return `The account may not ${call}. Forbidden(${call}): ${error.sentence}`;
  }
  return error.sentence;
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
