import { isAbsolute, join } from 'node:path';

/** A path of a kubeconfig, which is seen from the file's folder. */
export function fromFolder(baseDir: string, path: string): string {
  return isAbsolute(path) ? path : join(baseDir, path);
}
