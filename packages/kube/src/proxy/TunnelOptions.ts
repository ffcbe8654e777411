/** Where a tunnel leads, and through what. */
export interface TunnelOptions {
  proxy: URL;
  /** Of the server; a name is looked up by the proxy. */
  host: string;
  port: number;
  timeoutMs: number;
  /** PEM; of the cluster. */
  caData?: string;
  skipTLSVerify?: boolean;
}
