import { identityFact } from '../../facts/identity';
import {
  permissionsFact,
  type PermissionAnswer,
} from '../../facts/permissions';
import { fact, facts, type OutcomeCases } from '../../testing';
import type { permissionsCheck } from './permissions';

function asked(...refused: string[]) {
  const answers = ['nodes', 'namespaces', 'pods'].map(
    (resource): PermissionAnswer => ({
      permission: { verb: 'list', resource },
      checks: ['platform.nodes-ready'],
      allowed: !refused.includes(resource),
      notServed: false,
    }),
  );
  return {
    facts: facts(
      fact(permissionsFact, answers),
      fact(identityFact, {
        credential: { kind: 'token', skipTLSVerify: false },
        userName: 'system:serviceaccount:tools:viewer',
      }),
    ),
  };
}

export const cases: OutcomeCases<typeof permissionsCheck> = {
  AllGranted: asked(),
  SomeMissing: asked('pods'),
  NodesMissing: asked('nodes'),
};
