/** A server in the place of a cluster's. */
export interface ProxiedServer {
  server: string;
  token: string;
  /** PEM. */
  caData?: string;
}

/** A way to a cluster through the portal, by its proxy's address and what every request needs there. */
export interface ProxyWay {
  base: string;
  headers: readonly (readonly [name: string, value: string])[];
}

/** A caller of the portal. */
export const TOKEN = 'token-of-the-portal';
export const CALLER = `Bearer ${TOKEN}`;

export const OURS: ProxyWay = {
  base: '/api/runai/clusters/up/k8s',
  headers: [],
};
/** Of Backstage's own Kubernetes plugin. */
export const INCUMBENT: ProxyWay = {
  base: '/api/kubernetes/proxy',
  headers: [['Backstage-Kubernetes-Cluster', 'up']],
};

/** A kubeconfig that names a server `up`; JSON is YAML. */
export function kubeconfigOf({ server, token, caData }: ProxiedServer): string {
  const authority = caData && {
    'certificate-authority-data': Buffer.from(caData).toString('base64'),
  };
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'up', cluster: { server, ...authority } }],
    users: [{ name: 'up', user: { token } }],
    contexts: [{ name: 'up', context: { cluster: 'up', user: 'up' } }],
    'current-context': 'up',
  });
}
