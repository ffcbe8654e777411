import {
  runaiAuditReadPermission,
  runaiCheckRunPermission,
  runaiClusterLogsPermission,
  runaiClusterProxyPermission,
  runaiClusterRegisterPermission,
} from '@runai-portal/backstage-plugin-runai-common';

/** A route of one cluster: how a test calls it, and what it needs besides reading the cluster. */
export interface ClusterRoute {
  /** What follows the name of the cluster. */
  path: (runId: string) => string;
  /** The name of a permission. */
  needs?: string;
  body?: object;
}

/** Every route of one cluster, as the contract names it. */
export const CLUSTER_ROUTES: Record<string, ClusterRoute> = {
  'GET /clusters/{cluster}': { path: () => '' },
  'GET /clusters/{cluster}/nodes': { path: () => '/nodes' },
  'GET /clusters/{cluster}/results': { path: () => '/results' },
  'GET /clusters/{cluster}/results/{checkId}': {
    path: () => '/results/platform.kubernetes-version',
  },
  'POST /clusters/{cluster}/evaluate': {
    path: () => '/evaluate',
    body: { settings: { mode: 'airGapped' } },
  },
  'GET /clusters/{cluster}/runs': { path: () => '/runs' },
  'GET /clusters/{cluster}/runs/{id}': { path: runId => `/runs/${runId}` },
  'GET /clusters/{cluster}/history': { path: () => '/history' },
  'GET /clusters/{cluster}/history/days': { path: () => '/history/days' },
  'GET /clusters/{cluster}/install': { path: () => '/install' },
  'GET /clusters/{cluster}/access': { path: () => '/access' },
  'GET /clusters/{cluster}/audit': {
    path: () => '/audit',
    needs: runaiAuditReadPermission.name,
  },
  'POST /clusters/{cluster}/runs': {
    path: () => '/runs',
    needs: runaiCheckRunPermission.name,
    body: { checks: ['platform.kubernetes-version'] },
  },
  'DELETE /clusters/{cluster}/runs/{id}': {
    path: runId => `/runs/${runId}`,
    needs: runaiCheckRunPermission.name,
  },
};

/** Calls through the proxy, which has no routes in the contract. */
export const PROXY_CALLS: Record<string, ClusterRoute> = {
  'GET /clusters/{cluster}/k8s/api/v1/nodes': {
    path: () => '/k8s/api/v1/nodes',
    needs: runaiClusterProxyPermission.name,
  },
  'GET /clusters/{cluster}/k8s/…/pods/{pod}/log': {
    path: () => '/k8s/api/v1/namespaces/default/pods/no-such-pod/log',
    needs: runaiClusterLogsPermission.name,
  },
};

/** Routes for plugins and services alone. */
export const SERVICE_ROUTES: Record<string, string> = {
  'GET /sources': '/sources',
};

/** Every route over many clusters, as the contract names it, and a path of it. */
export const FLEET_ROUTES: Record<string, string> = {
  'GET /fleet': '/fleet',
  'GET /clusters': '/clusters',
  'GET /checks': '/checks',
  'GET /checks/{checkId}': '/checks/platform.kubernetes-version',
  'GET /profiles': '/profiles',
  'GET /profiles/{id}': '/profiles/runai-2021.04',
};

/** Every route about no cluster that needs a permission. */
export const PORTAL_ROUTES: Record<
  string,
  { path: string; needs: string; body?: object }
> = {
  'GET /registration': {
    path: '/registration',
    needs: runaiClusterRegisterPermission.name,
  },
  'POST /connection-tests': {
    path: '/connection-tests',
    needs: runaiClusterRegisterPermission.name,
    body: { server: 'https://127.0.0.1:1', token: 'a-token' },
  },
};

/** What the proxy refuses before it looks at who may read the cluster. */
export const REFUSED_UNREAD = [
  ['DELETE', '/api/v1/nodes/n'],
  ['GET', '/..%2f..'],
  ['GET', ''],
  ['GET', '/api/v1/nodes?watch=1'],
  ['GET', '/api/v1/secrets'],
  ['GET', '/api/v1/namespaces/a/pods/b/exec'],
];
