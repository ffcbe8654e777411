/** A kubeconfig with one context, as kubectl would write it. */
export function kubeconfigText(options: {
  context: string;
  server: string;
  caData?: string;
  token: string;
}): string {
  const { context, server, caData, token } = options;
  const ca = caData
    ? `\n    certificate-authority-data: ${Buffer.from(caData).toString(
        'base64',
      )}`
    : '';
  return `apiVersion: v1
kind: Config
clusters:
- name: ${context}
  cluster:
    server: ${server}${ca}
users:
- name: ${context}
  user:
    token: ${token}
contexts:
- name: ${context}
  context:
    cluster: ${context}
    user: ${context}
current-context: ${context}
`;
}
