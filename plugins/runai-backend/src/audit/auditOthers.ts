import type { RequestHandler } from 'express';
import type { ClusterAccess } from '../access/ClusterAccess';

/** Stands before the contract is looked at: what never comes to the door, e.g. a query that is not known, is audited all the same. */
export function auditOthers(
  access: Pick<ClusterAccess, 'auditOther'>,
): RequestHandler {
  return (request, response, next) => {
    response.once('close', () => {
      access.auditOther(request, response.statusCode);
    });
    next();
  };
}
