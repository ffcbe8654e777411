import type { RequestHandler } from 'express';
import type { KubernetesProxy } from './KubernetesProxy';
import { proxyAddress } from './ProxyRequest';

/**
 * `ALL /clusters/:cluster/k8s/*`, ahead of the routes of the contract.
 *
 * @remarks By the address as it came: Express decodes parameters, and what is decoded can no longer be told from what was sent.
 */
export function proxyRoute(proxy: KubernetesProxy): RequestHandler {
  return (request, response, next) => {
    const address = proxyAddress(request.url);
    if (!address) {
      next();
      return;
    }
    proxy.handle(request, response, address).catch(next);
  };
}
