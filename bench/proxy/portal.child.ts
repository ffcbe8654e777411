/** A portal with our proxy and the one of Backstage's Kubernetes plugin, both in front of the same server. */
import { startBothProxies } from '../../e2e/proxy/portals';
import { childInput, report } from '../lib/child';

startBothProxies(childInput<Parameters<typeof startBothProxies>[0]>()).then(
  () => report({}),
);
