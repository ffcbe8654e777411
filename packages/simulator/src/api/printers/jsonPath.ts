import { isRecord } from '../../objects/KubeObject';
import { at } from '../../objects/values';

/** `.name` (dots in it are escaped), `[0]`, `[?(@.type=="Ready")]`: what the columns of definitions use. */
const step =
  /\.((?:[^.[\]\\]|\\.)+)|\[(\d+)\]|\[\?\(@\.([\w.]+)\s*==\s*["']([^"']*)["']\)\]/g;

/** The first value that a JSONPath of a CustomResourceDefinition finds; undefined where it finds none. */
export function valueAtJsonPath(object: unknown, path: string): unknown {
  let value = object;
  for (const [, key, index, field, wanted] of path.matchAll(step)) {
    if (key !== undefined) {
      value = isRecord(value) ? value[key.replaceAll('\\', '')] : undefined;
    } else if (!Array.isArray(value)) {
      return undefined;
    } else {
      value = index
        ? value[Number(index)]
        : value.find(item => String(at(item, field)) === wanted);
    }
  }
  return value;
}
