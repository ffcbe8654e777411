import { hostile, type HostileRequest } from './HostileRequest';

const paths = (kind: string, ...of: string[]): HostileRequest[] =>
  of.map(path => hostile(kind, { path }));
const header = (kind: string, ...of: [string, string][]): HostileRequest[] =>
  of.map(one => hostile(kind, { headers: [one] }));
const methods = (kind: string, ...of: string[]): HostileRequest[] =>
  of.map(method =>
    hostile(kind, { method, path: '/api/v1/namespaces/a/pods/b' }),
  );

const SMUGGLED = 'GET /api/v1/secrets HTTP/1.1\r\nHost: portal\r\n\r\n';

/** What is known to have gone through one proxy or another, by kind. */
export const CORPUS: readonly HostileRequest[] = [
  ...paths(
    'a path that climbs',
    '/api/v1/../../metrics',
    '/..',
    '/../../../etc/passwd',
    '/api/v1/nodes/../secrets',
    '/api/v1/./secrets',
    '/api/v1/nodes/..;/secrets',
  ),
  ...paths(
    'an encoded path',
    '/api/v1/%73ecrets',
    '/%2e%2e/metrics',
    '/api/v1/nodes/%2e%2e/secrets',
    '/api/v1/nodes/..%2fsecrets',
    '/api/v1/nodes/..%5csecrets',
    '/api/v1/nodes/%252e%252e/secrets',
    '/api/v1/nodes%00',
    '/api/v1/nodes%0d%0aX-Injected:%201',
    '/api/v1/nodes%3fwatch=1',
    '/api/v1/nodes%23x',
    '/api/v1/namespaces/a%2fsecrets/pods',
  ),
  ...paths(
    'a path with empty or odd parts',
    '//evil.example/api/v1/nodes',
    '/\\evil.example',
    '/api//v1/secrets',
    '/api/v1//secrets',
    '/api/v1/secrets/',
    '/api/v1/nodes;x=y',
    '/api/v1/nodes|x',
    '/api/v1/nodes@evil.example',
    '@evil.example/api',
    ':443/api',
    '/api/v1/nodes#/../secrets',
    '/api/v1/nodés',
  ),
  ...paths('a path of 9 KiB', `/api/v1/nodes/${'a'.repeat(9 * 1024)}`),
  ...paths(
    'Secrets and tokens',
    '/api/v1/secrets',
    '/api/v1/namespaces/kube-system/secrets',
    '/api/v1/namespaces/kube-system/secrets/admin',
    '/api/v1/namespaces/a/configmaps',
    '/api/v1/namespaces/a/serviceaccounts/b/token',
    '/apis/authentication.k8s.io/v1/tokenreviews',
  ),
  ...paths(
    'a way into pods, nodes and services',
    '/api/v1/nodes/n/proxy/run/a/b/c?cmd=id',
    '/api/v1/nodes/n/proxy/logs/',
    '/api/v1/namespaces/x/services/y/proxy/',
    '/api/v1/namespaces/x/services/https:y:443/proxy/admin',
    '/api/v1/namespaces/x/pods/y/proxy/debug/pprof',
    '/api/v1/namespaces/x/pods/y/exec?command=id&stdin=true',
    '/api/v1/namespaces/x/pods/y/attach',
    '/api/v1/namespaces/x/pods/y/portforward?ports=80',
    '/api/v1/namespaces/x/pods/y/ephemeralcontainers',
    '/api/v1/namespaces/x/pods/y/eviction',
    '/api/v1/namespaces/x/pods/y/binding',
    '/api/v1/proxy/nodes/n',
    '/api/v1/watch/secrets',
    '/logs/kube-apiserver.log',
    '/debug/pprof/profile',
    '/metrics',
  ),
  ...paths(
    'an answer without end',
    '/api/v1/pods?watch=true',
    '/api/v1/pods?watch=1',
    '/api/v1/pods?%77atch=true',
    '/api/v1/pods?allowWatchBookmarks=true&watch=true',
    '/api/v1/namespaces/a/pods/b/log?follow=true',
  ),
  ...paths(
    'a query that is none of a reader',
    '/api/v1/nodes?dryRun=All',
    '/api/v1/nodes?fieldManager=x',
    '/api/v1/nodes?limit=1&limit=100000',
    '/api/v1/nodes?limit=-1',
    '/api/v1/nodes?labelSelector=a%0d%0aX-Injected:%201',
    '/api/v1/nodes?continue=a%26watch%3Dtrue',
    '/api/v1/nodes?pretty=true&__proto__=x',
    '/api/v1/nodes?a=%zz',
    '/api/v1/namespaces/a/pods/b/log?insecureSkipTLSVerifyBackend=true',
  ),
  ...methods(
    'a method that changes',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'OPTIONS',
    'TRACE',
    'PROPFIND',
    'MERGE',
    'LINK',
  ),
  hostile('a method that changes', {
    headers: [['X-HTTP-Method-Override', 'DELETE']],
  }),
  ...header(
    'impersonation',
    ['Impersonate-User', 'admin'],
    ['Impersonate-Group', 'system:masters'],
    ['impersonate-uid', '0'],
    ['Impersonate-Extra-scopes', 'all'],
    ['Impersonate_User', 'admin'],
  ),
  ...header(
    'identity in a header',
    ['X-Remote-User', 'admin'],
    ['X-Remote-Group', 'system:masters'],
    ['X-Remote-Extra-Scopes', 'all'],
    ['X_Remote_User', 'admin'],
    ['X-Forwarded-For', '127.0.0.1'],
    ['X-Forwarded-Host', 'kubernetes'],
    ['X-Forwarded-Proto', 'https'],
    ['Forwarded', 'for=127.0.0.1'],
    ['X-Real-IP', '127.0.0.1'],
    ['X-Original-URL', '/api/v1/secrets'],
    ['X-Rewrite-URL', '/api/v1/secrets'],
    ['Cookie', 'session=portal'],
    ['Proxy-Authorization', 'Basic YTpi'],
    ['X-Backstage-Token', 'x'],
    ['Backstage-Kubernetes-Authorization', 'Bearer other'],
    ['Referer', 'https://portal/secret-page'],
    ['Origin', 'https://evil.example'],
  ),
  hostile('identity in a header', {
    headers: [
      ['Authorization', 'Bearer second'],
      ['Authorization', 'Bearer third'],
    ],
  }),
  hostile('a header that names others', {
    headers: [
      ['Connection', 'close, Authorization, X-Remote-User'],
      ['X-Remote-User', 'admin'],
    ],
  }),
  hostile('a header that names others', {
    headers: [['Connection', 'Host, Accept']],
  }),
  ...header(
    'a header of another protocol',
    ['Upgrade', 'SPDY/3.1'],
    ['Upgrade', 'websocket'],
    ['Upgrade', 'h2c'],
    ['HTTP2-Settings', 'AAMAAABkAAQAAP__'],
    ['Expect', '100-continue'],
    ['Expect', 'something'],
    ['TE', 'trailers'],
    ['Range', 'bytes=0-1'],
    ['Accept-Encoding', 'gzip, br'],
    ['Accept', 'text/html\t'],
    ['Accept', 'application/json;stream=watch'],
  ),
  hostile('two requests in one', {
    headers: [
      ['Content-Length', '0'],
      ['Transfer-Encoding', 'chunked'],
    ],
    body: `0\r\n\r\n${SMUGGLED}`,
  }),
  hostile('two requests in one', {
    headers: [['Transfer-Encoding', ' chunked']],
    body: `0\r\n\r\n${SMUGGLED}`,
  }),
  hostile('two requests in one', {
    headers: [['Transfer-Encoding', 'xchunked']],
    body: `0\r\n\r\n${SMUGGLED}`,
  }),
  hostile('two requests in one', {
    headers: [['Transfer-Encoding', 'chunked, identity']],
    body: `0\r\n\r\n${SMUGGLED}`,
  }),
  hostile('two requests in one', {
    headers: [['Content-Length', String(SMUGGLED.length)]],
    body: SMUGGLED,
  }),
  hostile('two requests in one', {
    headers: [
      ['Content-Length', '5'],
      ['Content-Length', '6'],
    ],
    body: `hello${SMUGGLED}`,
  }),
  hostile('two requests in one', {
    headers: [['Content-Length', '+5']],
    body: `hello${SMUGGLED}`,
  }),
  hostile('two requests in one', {
    headers: [['X: y\r\n\tContent-Length', '5']],
    body: `hello${SMUGGLED}`,
  }),
  hostile('two requests in one', {
    headers: [['X-Folded', 'a\n GET /api/v1/secrets HTTP/1.1']],
  }),
  hostile('two requests in one', { body: SMUGGLED }),
  hostile('an address of its own', {
    target: 'http://evil.example/api/v1/secrets',
  }),
  hostile('an address of its own', {
    target: 'https://169.254.169.254/latest/meta-data',
  }),
  hostile('an address of its own', {
    target: '*',
    method: 'OPTIONS',
  }),
  hostile('an address of its own', {
    target: 'evil.example:443',
    method: 'CONNECT',
  }),
  hostile('an address of its own', { headers: [['Host', 'evil.example']] }),
];
