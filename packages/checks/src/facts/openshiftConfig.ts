import { get, type GetRequest } from './request';

/**
 * A singleton of OpenShift's own configuration, where the cluster has it. `schedulers`, `proxies` and others exist in several
 * groups: this is the one of `config.openshift.io`.
 */
export function openshiftConfig(resource: string, name: string): GetRequest {
  return get({
    group: 'config.openshift.io',
    version: 'v1',
    resource,
    name,
    whereServed: true,
  });
}
