import type { Remedy } from '../../declarations';

export const ROTATE: Remedy = {
  owner: 'portal-admin',
  text: 'Give the portal new credentials: a token of its service account by the TokenRequest API, renewed before it expires, or OIDC.',
  commands: [
    'kubectl create token runai-portal --namespace runai-portal --duration 720h',
  ],
  docs: [
    {
      title: 'Service account tokens',
      url: 'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/',
    },
  ],
};

export const VERIFY: Remedy = {
  owner: 'portal-admin',
  text: 'Give the portal the certificate authority of the cluster and take `insecure-skip-tls-verify` out.',
  commands: [
    "kubectl config view --raw --minify -o jsonpath='{.clusters[0].cluster.certificate-authority-data}'",
  ],
};

export const BIND_LESS: Remedy = {
  owner: 'security',
  text: 'The portal only reads. Give it an account of its own with the generated role, which holds get and list on what the enabled checks read, and nothing on Secrets.',
  commands: [
    'npm run --silent preflight -- --manifest > runai-portal.yaml',
    'kubectl apply -f runai-portal.yaml',
  ],
  docs: [
    {
      title: 'RBAC good practices',
      url: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    },
  ],
};

export const USE_TLS: Remedy = {
  owner: 'portal-admin',
  text: 'Connect by https: over plain HTTP everybody on the way reads the credentials and every answer.',
};
