import type { RunningCluster } from '@runai-portal/simulator';
import { bypass, http, type HttpHandler } from 'msw';
import { BASE_URL } from './FakeBackend';

/** The portal's proxy without its rules: every request goes on to a simulated cluster, and its answer comes back. */
export function forwardToSimulator(running: RunningCluster): HttpHandler {
  return http.get(`${BASE_URL}/clusters/:cluster/k8s/*`, ({ request }) => {
    const { pathname, search } = new URL(request.url);
    const path = pathname.slice(pathname.indexOf('/k8s/') + '/k8s'.length);
    return fetch(
      bypass(`${running.server}${path}${search}`, {
        headers: {
          accept: request.headers.get('accept') ?? '',
          authorization: `Bearer ${running.token()}`,
        },
      }),
    );
  });
}
