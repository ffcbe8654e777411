import type { Remedy } from '../../declarations';

/** What to do at each stage, and who does it. Commands name `target`, host and port of the API server, and `host`. */
export const REACHABLE_REMEDIES = {
  DnsFailed: {
    owner: 'portal-admin',
    text: 'The name of the API server does not resolve where the portal runs. Correct the address of the cluster, or have the name added to the DNS that the portal uses.',
    commands: ['nslookup {host}'],
  },
  ConnectFailed: {
    owner: 'network',
    text: 'Nothing answers at the address. See whether the API server runs, whether the port is right, and whether a firewall lets the portal out: it connects from its egress address by TCP. Where there is no way, a tunnel or a proxy (`proxy-url` in the kubeconfig) can be one.',
    commands: ['curl -vk https://{target}/version'],
  },
  TlsFailed: {
    owner: 'portal-admin',
    text: "The server's certificate is not trusted, or is not for this name. Give the portal the certificate authority of the cluster (`certificate-authority-data` in the kubeconfig); where the certificate has another name, set `tls-server-name`; where it has expired, renew it on the cluster.",
    commands: [
      'openssl s_client -connect {target} -showcerts </dev/null',
      "kubectl config view --raw --minify -o jsonpath='{.clusters[0].cluster.certificate-authority-data}'",
    ],
    docs: [
      {
        title: 'Certificates of a kubeadm cluster',
        url: 'https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/',
      },
    ],
  },
  TimedOut: {
    owner: 'network',
    text: 'No answer came in time. A firewall that drops packets looks like this, and so does an overloaded API server: let the portal out from its egress address, then look at the load of the control plane.',
    commands: ['curl -vk --max-time 10 https://{target}/version'],
  },
  NotReady: {
    owner: 'cluster-admin',
    text: 'The API server itself says that it is not ready. See what its failing checks name, most often etcd or an admission webhook.',
    commands: ["kubectl get --raw '/readyz?verbose'"],
    docs: [
      {
        title: 'API health endpoints',
        url: 'https://kubernetes.io/docs/reference/using-api/health-checks/',
      },
    ],
  },
  Slow: {
    owner: 'cluster-admin',
    text: 'The API server is slow, or far away. Look at the load of the control plane and of etcd, and at what lies between it and the portal.',
    commands: ["kubectl get --raw '/readyz?verbose'", 'kubectl top nodes'],
  },
  Unclear: {
    owner: 'portal-admin',
    text: 'See whether the address is that of the API server itself, and not of a login page, a gateway or a load balancer without a server behind it.',
    commands: ['curl -vk https://{target}/version'],
  },
} as const satisfies Record<string, Remedy>;
