import type { Call } from '../types';

/** What the server says of itself, and who may ask. */
export const serverCalls: Call[] = [
  // The server itself
  {
    title: 'version',
    path: '/version',
    sees: 'object',
    fields: ['major', 'minor', 'compiler', 'platform'],
  },
  {
    title: 'version, as nobody in particular',
    as: 'anonymous',
    path: '/version',
    sees: 'code',
  },
  { title: 'readiness', path: '/readyz', sees: 'text' },
  {
    title: 'readiness, one line a check',
    path: '/readyz?verbose',
    sees: 'code',
  },
  { title: 'liveness', path: '/livez', sees: 'text' },
  { title: 'health', path: '/healthz', sees: 'text' },
  { title: 'an unknown path', path: '/nothing/here', sees: 'code' },
  {
    title: 'an unknown path, without the right',
    as: 'reader',
    path: '/nothing/here',
    sees: 'status',
  },
  {
    title: 'metrics, without the right',
    as: 'reader',
    path: '/metrics',
    sees: 'status',
  },

  // Who calls
  {
    title: 'an unknown token',
    as: 'unknown',
    path: '/api/v1/nodes',
    sees: 'status',
  },
  {
    title: 'an unknown token, even of a public path',
    as: 'unknown',
    path: '/version',
    sees: 'status',
  },
  { title: 'no token', as: 'anonymous', path: '/api/v1/nodes', sees: 'status' },
  {
    title: 'no token, discovery',
    as: 'anonymous',
    path: '/apis',
    sees: 'status',
  },
];
