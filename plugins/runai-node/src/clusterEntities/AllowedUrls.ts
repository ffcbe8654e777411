import { InputError } from '@backstage/errors';

interface AllowedUrl {
  protocol: string;
  /** Lower case; `*.` before it stands for all names below it. */
  host: string;
  /** Any where absent. */
  port?: string;
}

const PATTERN = /^(https?:)\/\/(\*\.)?([^/?#*@\s]+)\/?$/i;

/**
 * Servers that an administrator has listed in `allowUrls`: entities of the catalog may name them though they are private addresses,
 * or, where the list says `http://`, without TLS.
 *
 * @public
 */
export class AllowedUrls {
  readonly #allowed: readonly AllowedUrl[];

  private constructor(allowed: readonly AllowedUrl[]) {
    this.#allowed = allowed;
  }

  /**
   * @param patterns - `https://10.0.0.5:6443`, `https://*.corp.example`; every port where none is named
   * @param key - what the sentence names, e.g. `runai.sources (type catalog).allowUrls`
   * @throws InputError
   */
  static parse(patterns: readonly string[], key: string): AllowedUrls {
    return new AllowedUrls(
      patterns.map((pattern, index) => {
        const [, protocol, below = '', authority] = PATTERN.exec(pattern) ?? [];
        const address = `${protocol}//${authority}`;
        if (!authority || !URL.canParse(address)) {
          throw new InputError(
            `${key}[${index}] is wrong: it must be like https://10.0.0.5:6443 or https://*.corp.example.`,
          );
        }
        const { hostname } = new URL(address);
        const [, port] = /:(\d+)$/.exec(authority) ?? [];
        return {
          protocol: protocol.toLowerCase(),
          host: below + hostname,
          port,
        };
      }),
    );
  }

  /**
   * Hosts as the Kubernetes plugin lists them in `dangerouslyAllowClusterUrls`: with and without TLS, on every port, and
   * `*.corp.example` is `corp.example` as well.
   */
  static ofHosts(hosts: readonly string[]): AllowedUrls {
    const all = hosts.flatMap(host =>
      host.startsWith('*.') ? [host, host.slice(2)] : [host],
    );
    return new AllowedUrls(
      all.flatMap(host =>
        ['https:', 'http:'].map(protocol => ({
          protocol,
          host: host.toLowerCase(),
        })),
      ),
    );
  }

  allows(url: URL): boolean {
    const port = url.port || (url.protocol === 'http:' ? '80' : '443');
    return this.#allowed.some(
      allowed =>
        allowed.protocol === url.protocol &&
        (allowed.port === undefined || allowed.port === port) &&
        isHost(url.hostname, allowed.host),
    );
  }
}

function isHost(hostname: string, allowed: string): boolean {
  return allowed.startsWith('*.')
    ? hostname.endsWith(allowed.slice(1))
    : hostname === allowed || hostname === `[${allowed}]`;
}
