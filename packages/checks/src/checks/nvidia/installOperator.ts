import type { Profile } from '../../profiles';

/** Installs the GPU Operator; `{operatorNamespace}` is where. One command, so that it is left out as a whole. */
export const INSTALL_OPERATOR =
  'helm repo add nvidia https://helm.ngc.nvidia.com/nvidia && helm repo update && helm install gpu-operator nvidia/gpu-operator -n {operatorNamespace} --create-namespace --wait';

/** Where the operator most likely is, or would be. */
export function operatorNamespace({ gpu: { operator } }: Profile): string {
  return operator.namespaces[0] ?? 'gpu-operator';
}
