/** What authenticates a person: the portal has no such token when nobody looks. What could be done instead, by `authProvider`. */
export const PERSONS_PROVIDERS: ReadonlyMap<string, string> = new Map([
  [
    'google',
    'authProvider googleServiceAccount, with which the portal logs in by itself',
  ],
  ['oidc', 'another authProvider'],
  ['aks', 'authProvider azure, with which the portal logs in by itself'],
]);

/**
 * What serves a cloud's API servers. An entity's author gives the server's address: the portal's own account in a cloud is shown to
 * nobody else, unless an administrator has listed the host.
 */
const CLOUD_HOSTS: ReadonlyMap<string, readonly RegExp[]> = new Map([
  [
    'aws',
    [/\.eks\.amazonaws\.com(\.cn)?$/, /\.eks-cluster\.[a-z0-9-]+\.api\.aws$/],
  ],
  [
    'azure',
    [
      /\.azmk8s\.io$/,
      /\.cx\.prod\.service\.azk8s\.cn$/,
      /\.cx\.aks\.containerservice\.azure\.us$/,
    ],
  ],
  ['googleServiceAccount', [/\.gke\.goog$/]],
]);

/** Whether a server is one of the cloud that the strategy logs in to. */
export function isServedByCloud(authProvider: string, url: string): boolean {
  const { protocol, hostname } = new URL(url);
  const hosts = CLOUD_HOSTS.get(authProvider) ?? [];
  return protocol === 'https:' && hosts.some(host => host.test(hostname));
}
