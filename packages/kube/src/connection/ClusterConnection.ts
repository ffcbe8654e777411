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
 * What renews a credential without anybody's doing: a credential plugin, a file that somebody else keeps fresh, or a kubeconfig's
 * auth provider.
 *
 * @public
 */
export type CredentialRenewal = 'plugin' | 'file' | 'provider';

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
  /**
   * The address was given by somebody who does not run the portal, e.g. the owner of a catalog entity: only addresses of the
   * internet are connected to, whatever its name resolves to. Loopback, link-local and metadata addresses that a name resolves to
   * are refused without it, too.
   */
  onlyPublicAddresses?: boolean;
  /** `http://`, `https://`, `socks5://` or `socks5h://`; may carry user and password. */
  proxyUrl?: string;
  /** The variable of the environment that named the proxy, e.g. `HTTPS_PROXY`; absent where the settings did. */
  proxyFrom?: string;
  /**
   * Called for each request, and cached inside while valid: a token may rotate.
   *
   * @param signal - of the caller: a plugin that nobody waits for any more is ended
   */
  credentials?: (signal?: AbortSignal) => Promise<KubeCredential>;
  /** The server did not accept what `credentials` gave: what is cached may be worth nothing. */
  credentialsRefused?: () => void;
  renewal?: CredentialRenewal;
}
