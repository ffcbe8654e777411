import { isKubeError, type KubeErrorClass } from '@runai-portal/kube';

/**
 * Undefined where the server does not serve the resource, or has no object of that name: an absence is often the fact.
 *
 * @param absences - the errors that say so
 */
export async function orAbsent<Value>(
  answer: Promise<Value>,
  absences: readonly KubeErrorClass[] = ['notFound'],
): Promise<Value | undefined> {
  return answer.catch(error => {
    if (isKubeError(error) && absences.includes(error.errorClass)) {
      return undefined;
    }
    throw error;
  });
}
