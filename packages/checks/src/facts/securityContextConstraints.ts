import { sameNamespaces } from './namespaces';
import { listFact } from './request';
import { array, text } from './untrusted';

/** SecurityContextConstraints of OpenShift, and to which accounts of Run:ai each is given by name. */
export const securityContextConstraintsFact = listFact({
  id: 'security-context-constraints',
  title: 'OpenShift: security context constraints',
  group: 'security.openshift.io',
  resource: 'securitycontextconstraints',
  whereServed: true,
  readsAlike: sameNamespaces,
  ttlSeconds: 300,
  project: ({ name, fields }, { profile: { namespaces } }) => {
    const own = [namespaces.cluster, namespaces.backend].map(
      namespace => `system:serviceaccount:${namespace}:`,
    );
    return {
      name,
      /** Lets privileged containers in. */
      privileged: fields.allowPrivilegedContainer === true,
      /** Accounts of Run:ai that it names itself; others may use it by a role, which is not told here. */
      users: array(fields.users).flatMap(user => {
        const account = text(user);
        return account && own.some(prefix => account.startsWith(prefix))
          ? [account]
          : [];
      }),
    };
  },
});
