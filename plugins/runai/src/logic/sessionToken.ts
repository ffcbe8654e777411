/**
 * When a token of the portal ends, as it says itself.
 *
 * @returns undefined where it is no JWT, or does not say
 */
export function tokenExpiry(token: string): Date | undefined {
  try {
    const part = token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/');
    const { exp } = JSON.parse(atob(part));
    return typeof exp === 'number' ? new Date(exp * 1000) : undefined;
  } catch {
    return undefined;
  }
}

/** What is needed to write a kubeconfig. */
export interface KubeconfigParts {
  cluster: string;
  /** The cluster's API as the portal serves it. */
  server: string;
  /** PEM of the portal's own authority, where it has one. */
  caData?: string;
  token: string;
}

/** A kubeconfig with one context. Its texts are written as JSON, which YAML takes as it stands. */
export function kubeconfigText(parts: KubeconfigParts): string {
  const { cluster, server, caData, token } = parts;
  const quoted = (text: string) => JSON.stringify(text);
  return `apiVersion: v1
kind: Config
current-context: ${quoted(cluster)}
contexts:
  - name: ${quoted(cluster)}
    context: { cluster: ${quoted(cluster)}, user: portal }
clusters:
  - name: ${quoted(cluster)}
    cluster:
      server: ${quoted(server)}${
    caData ? `\n      certificate-authority-data: ${quoted(btoa(caData))}` : ''
  }
users:
  - name: portal
    user:
      token: ${quoted(token)}
`;
}
