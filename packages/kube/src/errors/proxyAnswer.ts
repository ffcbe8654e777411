import type { ProxyAnswer } from '../proxy/ProxyError';

/** What to do about the statuses with which HTTP proxies refuse a tunnel. */
const ADVICE: Readonly<Record<number, string>> = {
  403: 'It does not allow connections to that host and port: have them allowed, or leave the host out of the proxy (NO_PROXY)',
  407: 'It asks for a user and a password, which belong in its address',
  502: 'It could not reach that host and port itself: check the address, and whether the proxy may go there',
  503: 'It could not reach that host and port itself, or is overloaded: check the address, and whether the proxy may go there',
  504: 'It got no answer from that host and port in time: check the address, and whether the proxy may go there',
};
const OTHER_ADVICE = 'Check that it may connect to that host and port';

/** By the words of the library that speaks SOCKS: our own. */
const REPLIES: readonly (readonly [RegExp, string])[] = [
  [
    /authentication failed/i,
    'does not accept the user and password in its address',
  ],
  [
    /no.?accepted.?auth/i,
    'asks for a user and a password, which belong in its address',
  ],
  [/HostUnreachable|NetworkUnreachable/, 'cannot reach it'],
  [/ConnectionRefused/, 'was refused by it'],
  [/NotAllowed/, 'does not allow it'],
  [/TTLExpired|timed out/i, 'got no answer in time'],
  [/closed/i, 'closed the connection; is it a SOCKS5 proxy?'],
  [/version/i, 'does not speak SOCKS5 on this port'],
];

/**
 * Why a proxy made no connection.
 *
 * @param name - of the proxy, as in "the proxy 10.0.0.1:3128"
 * @returns a code, and the sentence
 */
export function proxyAnswerSentence(
  { status, reply = '' }: ProxyAnswer,
  name: string,
  target: string,
): [code: string, sentence: string] {
  const subject = name.replace(/^t/, 'T');
  if (status !== undefined) {
    return [
      `PROXY_${status}`,
      `${subject} refused to connect to ${target} with HTTP ${status}. ${
        ADVICE[status] ?? OTHER_ADVICE
      }.`,
    ];
  }
  const known = REPLIES.find(([words]) => words.test(reply))?.[1];
  return [
    'PROXY_SOCKS',
    `${subject} was asked to connect to ${target}, and ${
      known ?? `failed: ${reply.slice(0, 100)}`
    }.`,
  ];
}
