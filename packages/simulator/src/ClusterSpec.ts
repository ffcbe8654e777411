import type { AccountOptions } from './api/Account';
import type { PodLogsOf } from './controllers/controlledObjects';

/** A cluster that is told of, and not running yet. */
export interface ClusterSpec {
  name: string;
  gitVersion: string;
  openshift: boolean;
  objects: object[];
  /** Whether what controllers make of the objects is there too, and what its containers have written. */
  controlled?: { logsOf?: PodLogsOf };
  accounts: { token: string; account: AccountOptions }[];
}
