import type {
  ClusterSettings,
  Profile,
  RunOutcome,
} from '@runai-portal/checks';
import type { Comparison } from '../input/compare';

/** What the documents are made from. */
export interface Report {
  outcome: RunOutcome;
  settings: ClusterSettings;
  profile: Profile;
  /** Without a scheme's password or the like; what the kubeconfig says. */
  server: string;
  context?: string;
  /** With another profile, or other settings, where that was asked for. */
  comparison?: Comparison;
}
