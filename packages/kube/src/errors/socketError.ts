import { types } from 'node:util';
import { errorCode, textOf } from './errorCode';
import {
  KubeError,
  type KubeErrorClass,
  type KubeErrorDetails,
} from './KubeError';
import { AddressNotAllowed } from '../http/addressRule';
import { ProxyError } from '../proxy/ProxyError';
import { proxyAnswerSentence } from './proxyAnswer';
import { tlsSentence } from './tlsSentence';

/** How far a request came. */
export type Stage = 'connect' | 'wait' | 'read';

/** Where a request went. */
export interface Destination {
  /** `host:port` of the API server. */
  target: string;
  /** `host:port` of the proxy, if one is used. */
  proxy?: string;
  /** The variable of the environment that names the proxy. */
  proxyFrom?: string;
  /** A certificate authority was given for the API server. */
  hasAuthority?: boolean;
  /** `target` is a proxy, and not an API server. */
  isProxy?: boolean;
}

interface Found {
  errorClass: KubeErrorClass;
  sentence: string;
  code: string;
}

const REFUSED = ['ECONNREFUSED'];
const NO_ROUTE = [
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'EACCES',
  'EPERM',
];
const CONNECT_TIMEOUT = [
  'UND_ERR_CONNECT_TIMEOUT',
  'ETIMEDOUT',
  'ERR_SOCKET_CONNECTION_TIMEOUT',
];
const CLOSED = [
  'ECONNRESET',
  'EPIPE',
  'ECONNABORTED',
  'UND_ERR_SOCKET',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
];

/** Turns whatever a socket, TLS or undici failed with into a {@link KubeError}. */
export function fromSocketError(
  error: unknown,
  stage: Stage,
  destination: Destination,
  details: KubeErrorDetails,
): KubeError {
  // Happy eyeballs gives one error for each address: the most telling one speaks for all.
  const errors = flatten(error);
  const ofProxy = errors.find(one => one instanceof ProxyError);
  if (ofProxy) {
    return fromProxyError(ofProxy, destination, details);
  }
  for (const find of [
    notAllowed,
    tls,
    dns,
    refused,
    connectTimeout,
    noRoute,
    closed,
    notHttp,
    clientClosed,
  ]) {
    for (const candidate of errors) {
      const found = find(candidate, stage, destination);
      if (found) {
        return new KubeError(found.errorClass, capital(found.sentence), {
          ...details,
          code: found.code,
        });
      }
    }
  }
  const code = errors.map(errorCode).find(Boolean);
  const what = code ?? errors[0]?.name ?? 'unknown error';
  return new KubeError(
    'unreachable',
    `The request to ${destination.target} failed (${what}).`,
    { ...details, code },
  );
}

/** Whether the same request may succeed at once on another connection. */
export function isConnectionReset(error: KubeError): boolean {
  return error.code !== undefined && CLOSED.includes(error.code);
}

/** What a proxy answered, or what the way to it failed with: told of the proxy, not of the server behind it. */
function fromProxyError(
  { answer, cause }: ProxyError,
  { target, proxy, proxyFrom }: Destination,
  details: KubeErrorDetails,
): KubeError {
  const name = `the proxy ${proxy}${
    proxyFrom ? ` (named by ${proxyFrom})` : ''
  }`;
  if (answer.status === undefined && answer.reply === undefined) {
    // The cluster's own authority is asked for a proxy's certificate too.
    const toProxy = { target: name, isProxy: true, hasAuthority: true };
    return fromSocketError(cause, 'connect', toProxy, details);
  }
  const [code, sentence] = proxyAnswerSentence(answer, name, target);
  return new KubeError('unreachable', sentence, { ...details, code });
}

function notAllowed(error: Error): Found | undefined {
  return error instanceof AddressNotAllowed
    ? {
        errorClass: 'unreachable',
        sentence: `${
          error.isLiteral
            ? `${error.hostname} is an address`
            : `The name ${error.hostname} leads to ${error.addresses.join(
                ', ',
              )},`
        } that the portal does not connect to. Give the address of the API server itself; a private one has to be allowed where the source of the cluster is configured.`,
        code: error.code,
      }
    : undefined;
}

function tls(
  error: Error,
  _stage: Stage,
  { target, hasAuthority }: Destination,
): Found | undefined {
  const code = errorCode(error) ?? '';
  const sentence = tlsSentence(code, target, error, hasAuthority);
  return sentence === undefined
    ? undefined
    : { errorClass: 'tls', sentence, code };
}

function dns(
  error: Error,
  _stage: Stage,
  destination: Destination,
): Found | undefined {
  const code = errorCode(error);
  if (
    code !== 'ENOTFOUND' &&
    code !== 'EAI_AGAIN' &&
    code !== 'EAI_NODATA' &&
    code !== 'EAI_FAIL'
  ) {
    return undefined;
  }
  const host = textOf(error, 'hostname') ?? destination.target;
  const what = destination.isProxy
    ? `The name of ${destination.target}`
    : `The name ${host}`;
  const sentence =
    code === 'ENOTFOUND'
      ? `${what} does not resolve. Check the address, and the DNS server of the machine that asks.`
      : `${what} could not be looked up (${code}). Check the DNS server of the machine that asks.`;
  return { errorClass: 'dns', sentence, code };
}

function refused(
  error: Error,
  _stage: Stage,
  destination: Destination,
): Found | undefined {
  const code = matching(error, REFUSED);
  return code === undefined
    ? undefined
    : {
        errorClass: 'refused',
        sentence: `${peer(
          destination,
        )} refuses the connection. Check the address and the port, and that the server runs.`,
        code,
      };
}

function connectTimeout(
  error: Error,
  stage: Stage,
  destination: Destination,
): Found | undefined {
  const code = matching(error, CONNECT_TIMEOUT);
  return code === undefined
    ? undefined
    : {
        errorClass: 'timeout',
        sentence: timeoutSentence(stage, destination),
        code,
      };
}

function noRoute(
  error: Error,
  _stage: Stage,
  destination: Destination,
): Found | undefined {
  const code = matching(error, NO_ROUTE);
  return code === undefined
    ? undefined
    : {
        errorClass: 'unreachable',
        sentence: `There is no way to ${peer(
          destination,
        )} (${code}). Check the network, the VPN and the firewall of the machine that asks.`,
        code,
      };
}

function closed(
  error: Error,
  stage: Stage,
  destination: Destination,
): Found | undefined {
  const code = matching(error, CLOSED);
  if (!code) {
    return undefined;
  }
  if (stage === 'read') {
    return {
      errorClass: 'malformed',
      sentence: `The answer of ${destination.target} ended in the middle. Something on the way, or the server, cut the connection.`,
      code,
    };
  }
  return {
    errorClass: 'unreachable',
    sentence: `${peer(
      destination,
    )} closed the connection without an answer. Check that it is an API server's port, and what stands before it (load balancer, tunnel, firewall).`,
    code,
  };
}

function notHttp(
  error: Error,
  _stage: Stage,
  { target }: Destination,
): Found | undefined {
  const code = errorCode(error) ?? '';
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return {
      errorClass: 'tooLarge',
      sentence: `The headers of the answer of ${target} are larger than 16 KiB.`,
      code,
    };
  }
  if (code.startsWith('HPE_') || error.name === 'HTTPParserError') {
    return {
      errorClass: 'malformed',
      sentence: `${target} does not answer with HTTP. Check the port, and whether the address should begin with https://.`,
      code,
    };
  }
  return undefined;
}

function clientClosed(
  error: Error,
  _stage: Stage,
  { target }: Destination,
): Found | undefined {
  const code = matching(error, ['UND_ERR_DESTROYED', 'UND_ERR_CLOSED']);
  return code === undefined
    ? undefined
    : {
        errorClass: 'unreachable',
        sentence: `The connection to ${target} was closed on our side.`,
        code,
      };
}

/** The sentence of a deadline, by how far the request came. */
export function timeoutSentence(
  stage: Stage,
  destination: Destination,
  timeoutMs?: number,
): string {
  const within =
    timeoutMs === undefined
      ? 'in time'
      : `within ${Math.round(timeoutMs / 100) / 10} s`;
  switch (stage) {
    case 'connect':
      return `No connection to ${peer(
        destination,
      )} ${within}. Check the address, the VPN, and whether a firewall drops the packets.`;
    case 'wait':
      return `${destination.target} accepted the connection, but did not answer ${within}. The API server, or what stands before it, hangs or is overloaded.`;
    default:
      return `${destination.target} did not finish its answer ${within}. The API server is overloaded or the network is slow.`;
  }
}

function peer({ target, proxy }: Destination): string {
  return proxy ? `${target} through the proxy ${proxy}` : target;
}

/** A sentence may begin with "the proxy". */
function capital(sentence: string): string {
  return sentence.replace(/^the proxy/, 'The proxy');
}

function matching(error: Error, codes: readonly string[]): string | undefined {
  const code = errorCode(error);
  return code !== undefined && codes.includes(code) ? code : undefined;
}

function flatten(error: unknown, depth = 0): Error[] {
  if (!types.isNativeError(error) || depth > 4) {
    return [];
  }
  const nested =
    'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  return [
    error,
    ...[...nested, error.cause].flatMap(inner => flatten(inner, depth + 1)),
  ];
}
