import type { AccountOptions } from './api/Account';

/** A cluster that is told of, and not running yet. */
export interface ClusterSpec {
  name: string;
  gitVersion: string;
  openshift: boolean;
  objects: object[];
  accounts: { token: string; account: AccountOptions }[];
}
