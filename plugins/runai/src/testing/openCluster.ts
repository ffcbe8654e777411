import type { SetupServer } from 'msw/node';
import {
  aCluster,
  aDetail,
  ago,
  aRun,
  aSummary,
  brokenDriver,
  counts,
} from './builders';
import { FakeBackend, type BackendState } from './FakeBackend';
import { aBrokenGpuNode, aGpuNode } from './nodeBuilders';
import { renderRunai, type RenderRunaiOptions } from './renderRunai';

/** A cluster with one broken GPU node. */
export const rancher = aCluster('rancher-ml', {
  health: {
    state: 'degraded',
    since: ago(41 * 60),
    message: '1 GPU node offers no GPU',
  },
  readiness: {
    state: 'notReady',
    profile: 'runai-2021.04',
    counts: counts({ pass: 1, fail: 1, unknown: 1 }),
    blockers: [
      {
        checkId: 'gpu.node-driver',
        title: 'Driver',
        reason: 'DriverMissing',
        message: 'gpu-07 has no working NVIDIA driver',
      },
    ],
    checkedAt: ago(360),
  },
});
/** What its checks say. */
export const summaries = [
  ...brokenDriver(),
  aSummary('platform.distribution', { title: 'The distribution is certified' }),
];

/** Opens a page of clusters, behind a portal that knows {@link rancher} where nothing else is said. */
export async function openCluster(
  server: SetupServer,
  page: string,
  state: Partial<BackendState> = {},
  options: RenderRunaiOptions = {},
) {
  const backend = new FakeBackend({
    clusters: [rancher],
    details: { 'rancher-ml': aDetail(rancher) },
    summaries,
    results: { 'gpu.node-driver': summaries[0].worst },
    nodes: [aBrokenGpuNode('gpu-07'), aGpuNode('gpu-01')],
    runs: [
      aRun({
        changes: {
          fixed: ['platform.distribution'],
          broken: ['gpu.node-driver'],
        },
      }),
    ],
    ...state,
  });
  server.use(...backend.handlers);
  const view = await renderRunai(`/runai/clusters/${page}`, options);
  return { backend, view };
}
