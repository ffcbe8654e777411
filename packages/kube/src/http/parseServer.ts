/** In characters; what reads an address may take the square of its length. */
const LONGEST = 2048;

/**
 * Parses a server's address; the error never repeats it, since it may carry a password.
 *
 * @throws TypeError where it is not one of HTTP, or carries a user and password
 */
export function parseServer(server: string): URL {
  const isAddress = server.length <= LONGEST && URL.canParse(server);
  const url = isAddress ? new URL(server) : undefined;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new TypeError(
      'The address of an API server must look like https://host:port',
    );
  }
  if (url.username || url.password) {
    throw new TypeError(
      'The address of an API server must not carry a user or password: give a token instead',
    );
  }
  return url;
}

/** `host:port`, as sentences and commands name it. */
export function hostAndPort(url: URL): string {
  const ports: Record<string, string> = {
    'https:': '443',
    'http:': '80',
    'socks5:': '1080',
    'socks5h:': '1080',
  };
  return `${url.hostname}:${url.port || ports[url.protocol]}`;
}
