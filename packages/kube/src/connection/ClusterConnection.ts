/** @public How a request proves who asks. */
export interface KubeCredential {
  /** A bearer token. */
  token?: string;
  /** HTTP basic authentication, which API servers before 1.19 may have. */
  basic?: { username: string; password: string };
  /** PEM. */
  clientCert?: { cert: string; key: string };
}

/**
 * Where and how a cluster is reached.
 *
 * @remarks Made by {@link loadKubeconfig}, {@link connectionFromSettings} or {@link inClusterConnection}. Never logged; those
 * made here do not show secrets when they are printed even so.
 *
 * @public
 */
export interface ClusterConnection {
  /** `https://host:port[/prefix]` */
  server: string;
  /** PEM; the system's authorities where absent. */
  caData?: string;
  skipTLSVerify?: boolean;
  /** The name that the server's certificate must carry, where it is not the host of `server`. */
  tlsServerName?: string;
  /** `http://`, `https://` or `socks5://`; may carry user and password. */
  proxyUrl?: string;
  /** Called for each request and cached inside while valid: a token may rotate. */
  credentials?: () => Promise<KubeCredential>;
}
