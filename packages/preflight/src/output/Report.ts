import type {
  ClusterSettings,
  Profile,
  RunOutcome,
} from '@runai-portal/checks';

/** What the documents are made from. */
export interface Report {
  outcome: RunOutcome;
  settings: ClusterSettings;
  profile: Profile;
  /** Without a scheme's password or the like; what the kubeconfig says. */
  server: string;
  context?: string;
}
