import { childInput, report } from '../lib/child';
import { listsOf, type RequestedLists } from './listsOf';
import { type ClusterSize, simulatedCluster } from './simulatedCluster';

/** What the simulator tells of itself when it listens. */
export interface Listening {
  server: string;
  caData?: string;
  token: string;
}

/** Asked with the message `requests`: what came since the last time. */
export type Requested = RequestedLists & { total: number };

async function main() {
  const running = await simulatedCluster(childInput<ClusterSize>()).start();
  process.on('message', message => {
    if (message === 'requests') {
      const requests = running.requests.splice(0);
      report({
        ...listsOf(requests),
        total: requests.length,
      } satisfies Requested);
    }
  });
  process.once('SIGTERM', () => {
    void running.close().then(() => process.exit(0));
  });
  report(running.connection());
}

void main();
