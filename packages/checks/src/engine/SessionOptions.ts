import type { KubeClient } from '@runai-portal/kube';
import type { Audience } from '../declarations';
import type { Profile } from '../profiles';
import type { ClusterSettings } from '../settings';
import type { Catalogue } from './Catalogue';

/** What a session is made of. */
export interface SessionOptions {
  /** Our name of the cluster. */
  name: string;
  /** Its limiter bounds the requests at once. */
  client: KubeClient;
  settings: ClusterSettings;
  profile: Profile;
  catalogue: Catalogue;
  /** `portal` where absent. */
  audience?: Audience;
  now: () => Date;
}
