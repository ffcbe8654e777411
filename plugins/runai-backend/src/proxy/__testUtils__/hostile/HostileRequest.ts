import { once } from 'node:events';
import { connect } from 'node:net';

/** A request as somebody hostile writes it onto a socket. */
export interface HostileRequest {
  /** What it tries, for the table. */
  kind: string;
  method: string;
  /** Behind the proxy's own address; with its query. */
  path: string;
  headers: readonly (readonly [name: string, value: string])[];
  /** Follows the empty line behind the headers. */
  body: string;
  /** The whole address in the request line, e.g. of another host, where it is not the portal's path. */
  target?: string;
}

/** What is tried, with everything else as an honest request has it. */
export function hostile(
  kind: string,
  request: Partial<Omit<HostileRequest, 'kind'>>,
): HostileRequest {
  return {
    kind,
    method: 'GET',
    path: '/api/v1/nodes',
    headers: [],
    body: '',
    ...request,
  };
}

/** The text for one connection. */
export function requestText(
  { method, path, headers, body, target }: HostileRequest,
  options: { base: string; headers: readonly (readonly [string, string])[] },
): string {
  const lines = [...options.headers, ...headers].map(
    ([name, value]) => `${name}: ${value}`,
  );
  return [
    `${method} ${target ?? options.base + path} HTTP/1.1`,
    ...lines,
    '',
    body,
  ].join('\r\n');
}

/** Nobody waits longer for a connection that nobody closes, as of an upgrade that nobody took. */
const LEFT_OPEN_MS = 30_000;

/** Writes a text onto a connection of its own, and resolves with all that came back until it was closed. */
export async function sendText(
  to: { host: string; port: number },
  text: string,
): Promise<string> {
  const socket = connect(to);
  let answer = '';
  socket.on('data', chunk => (answer += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  socket.setTimeout(LEFT_OPEN_MS, () => socket.destroy());
  // Not ended: a server takes back what it does for a client that has said that it is done.
  socket.write(text);
  await once(socket, 'close');
  return answer;
}
