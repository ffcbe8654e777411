import {
  isKubeError,
  type CredentialFacts,
  type KubeErrorClass,
} from '@runai-portal/kube';
import { defineFact, orAbsent } from './request';
import { ACCESS_REVIEW, isAllowed } from './permissions';
import { array, fieldsAt, text } from './untrusted';

/** Who the account is in the cluster's eyes, and how long its credentials last. */
export interface Identity {
  /** The cluster does not accept the credentials: its words. */
  rejected?: string;
  credential: CredentialFacts;
  /** By SelfSubjectReview, from Kubernetes 1.28. */
  userName?: string;
  groups?: string[];
  /** The account may do everything with everything. */
  clusterAdmin?: boolean;
}

/**
 * Before 1.28 nobody can be asked who we are: an account that may do everything is answered with 404, any other with 403, because
 * rights are looked at first and nobody was given any to what is not served.
 */
const UNASKABLE: KubeErrorClass[] = ['notFound', 'forbidden'];

/** Asks the cluster who we are, and whether we may do everything. Both questions are open to every account. */
export const identityFact = defineFact({
  id: 'identity',
  title: 'The account and its credentials',
  requests: {
    whoAmI: {
      verb: 'review',
      group: 'authentication.k8s.io',
      resource: 'selfsubjectreviews',
    },
    mayI: ACCESS_REVIEW,
  },
  ttlSeconds: 60,
  collect: async ({ ask, client, signal }): Promise<Identity> => {
    let credential: CredentialFacts = { kind: 'none', skipTLSVerify: false };
    try {
      credential = await client.credentialFacts(signal);
    } catch (error) {
      signal.throwIfAborted();
      return {
        credential,
        rejected: error instanceof Error ? error.message : String(error),
      };
    }
    try {
      const [clusterAdmin, whoAmI] = await Promise.all([
        isAllowed(ask.mayI, { verb: '*', group: '*', resource: '*' }),
        orAbsent(
          ask.whoAmI({
            apiVersion: 'authentication.k8s.io/v1',
            kind: 'SelfSubjectReview',
          }),
          UNASKABLE,
        ),
      ]);
      const user = fieldsAt(whoAmI?.value, 'status', 'userInfo');
      const groups = array(user.groups).flatMap(group => text(group) ?? []);
      return {
        credential,
        clusterAdmin,
        userName: text(user.username),
        groups: groups.length > 0 ? groups.slice(0, 20) : undefined,
      };
    } catch (error) {
      if (isKubeError(error) && error.errorClass === 'unauthorized') {
        return { credential, rejected: error.sentence };
      }
      throw error;
    }
  },
});
