import type { IncomingMessage } from 'node:http';
import { acceptedForms } from './acceptedForms';
import { parseQuery, type ProxyQuery } from './parseQuery';
import { ProxyRefusal } from './ProxyRefusal';
import { parseTarget, type ProxyTarget } from './ProxyTarget';

/** What a request says of itself, before anything is known of the cluster. */
export interface ProxyRequest {
  method: 'GET' | 'HEAD';
  target: ProxyTarget;
  query: ProxyQuery;
  accept: string;
}

/** Where a request goes, as it came: nothing is decoded. */
export interface ProxyAddress {
  cluster: string;
  /** Behind `/k8s`. */
  path: string;
  /** Without its `?`. */
  query: string;
}

const ADDRESS = /^\/clusters\/([^/?#]+)\/k8s(\/[^?#]*)?(?:\?([^#]*))?$/;

/**
 * Whether a request is for a cluster's API.
 *
 * @param url - relative to the plugin
 */
export function proxyAddress(url: string): ProxyAddress | undefined {
  const found = ADDRESS.exec(url);
  return (
    (found?.[1] && {
      cluster: found[1],
      path: found[2] ?? '',
      query: found[3] ?? '',
    }) ||
    undefined
  );
}

/**
 * Reads a request by its parts; what is not read here never leaves the portal.
 *
 * @throws ProxyRefusal
 */
export function parseRequest(
  request: Pick<IncomingMessage, 'method' | 'headers'>,
  { path, query }: Pick<ProxyAddress, 'path' | 'query'>,
): ProxyRequest {
  const { method, headers } = request;
  if (headers.upgrade !== undefined) {
    throw upgradeRefused();
  }
  if (method !== 'GET' && method !== 'HEAD') {
    throw new ProxyRefusal(
      'MethodNotAllowed',
      `This proxy only reads: ${method} is not passed on. Change the cluster with an account of your own.`,
    );
  }
  // Some servers read `_` as `-`.
  if (
    Object.keys(headers).some(name =>
      name.replaceAll('_', '-').startsWith('impersonate-'),
    )
  ) {
    throw new ProxyRefusal(
      'ImpersonationRefused',
      'Nobody is impersonated through this proxy (--as, --as-group): what it reads, it reads as the account of the portal.',
    );
  }
  const target = parseTarget(path);
  return {
    method,
    target,
    query: parseQuery(query, target),
    accept: acceptedForms(headers.accept, target),
  };
}

/** exec, attach, port-forward and cp ask for an upgrade of the connection. */
export function upgradeRefused(): ProxyRefusal {
  return new ProxyRefusal(
    'UpgradeRefused',
    'This proxy only reads: exec, attach, port-forward, cp and watching over a web socket are not passed on.',
  );
}
