import { foundBy, type Fault } from '../Fault';

const may = (resource: string) =>
  new RegExp(`^GET /api[^ ]*/${resource}(\\?|$)`);

/** Of the connection, and of what the account may do. */
export const connectionFaults: readonly Fault[] = [
  {
    what: 'a part of the API server is not ready',
    inject: cluster => cluster.failReadiness('etcd'),
    finds: foundBy('cluster.reachable', 'warn'),
  },
  {
    what: 'the token is refused',
    inject: cluster => cluster.server({ kind: 'status', status: 401 }),
    finds: foundBy('cluster.credentials', 'fail', 'portal-admin'),
  },
  {
    what: 'the server breaks down',
    inject: cluster => cluster.server({ kind: 'status', status: 503 }),
    finds: foundBy('cluster.reachable', 'unknown', 'portal-admin'),
  },
  {
    what: 'a login page answers in place of the server',
    inject: cluster => cluster.server({ kind: 'html' }),
    finds: foundBy('cluster.reachable', 'unknown', 'portal-admin'),
  },
  {
    what: 'storage classes may not be listed',
    inject: cluster =>
      cluster.server({
        kind: 'status',
        status: 403,
        match: may('storageclasses'),
      }),
    finds: foundBy('storage.default-class', 'unknown'),
  },
  {
    what: 'nodes may not be listed',
    inject: cluster =>
      cluster.server({ kind: 'status', status: 403, match: may('nodes') }),
    finds: foundBy('gpu.nodes-present', 'unknown'),
  },
  {
    what: 'requests are held back',
    inject: cluster =>
      cluster.server({
        kind: 'status',
        status: 429,
        retryAfterSeconds: 1,
        match: /version/,
        times: 1,
      }),
    finds: foundBy('cluster.api-throttling', 'warn'),
  },
];
