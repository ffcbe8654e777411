import { isKubeError } from '@runai-portal/kube';

/** Undefined where the server does not serve the resource, or has no object of that name: an absence is often the fact. */
export async function orAbsent<Value>(
  answer: Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isKubeError(error) && error.errorClass === 'notFound') {
      return undefined;
    }
    throw error;
  }
}
