import { fieldsIn, text } from './untrusted';

/** A proxy for outbound connections, without user and password. */
export interface ProxySettings {
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  /** Hosts, domains and networks that are reached directly, separated by commas. */
  readonly noProxy?: string;
}

/** Programs read them in either case. */
const VARIABLES: ReadonlyMap<unknown, keyof ProxySettings> = new Map([
  ['HTTP_PROXY', 'httpProxy'],
  ['http_proxy', 'httpProxy'],
  ['HTTPS_PROXY', 'httpsProxy'],
  ['https_proxy', 'httpsProxy'],
  ['NO_PROXY', 'noProxy'],
  ['no_proxy', 'noProxy'],
]);

/** NO_PROXY lists grow with the networks of a site. */
const LONGEST = 8192;

/** The proxy of a container's environment; undefined where it names none. Nothing else of the environment is kept. */
export function proxyOfEnvironment(env: unknown): ProxySettings | undefined {
  let found: Record<string, string> | undefined;
  for (const { name, value } of fieldsIn(env)) {
    const key = VARIABLES.get(name);
    const written = key && text(value, LONGEST);
    if (key && written) {
      found ??= {};
      found[key] ??= written;
    }
  }
  return found && projectProxy(found);
}

/** The fields of a proxy as OpenShift and settings write them; undefined where no proxy is named. */
export function projectProxy(fields: {
  readonly [Key in keyof ProxySettings]?: unknown;
}): ProxySettings | undefined {
  const httpProxy = withoutUser(text(fields.httpProxy));
  const httpsProxy = withoutUser(text(fields.httpsProxy));
  return httpProxy || httpsProxy
    ? { httpProxy, httpsProxy, noProxy: text(fields.noProxy, LONGEST) }
    : undefined;
}

/** The address without user and password; what cannot be read as an address is not shown at all, since it may hold both. */
function withoutUser(written: string | undefined): string | undefined {
  if (written === undefined) {
    return undefined;
  }
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(written)
    ? written
    : `http://${written}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url ? `${url.protocol}//${url.host}` : '(not an address)';
}
