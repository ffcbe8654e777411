import type { KubeObject } from '../kube/types';

/** An object as text, with who set which field apart: that is most of an object, and seldom what is looked for. */
export interface ObjectText {
  yaml: string;
  /** Absent where the server has left it out. */
  managedFields?: string;
}

/** Writes an object as YAML; the library is loaded when the first object is opened. */
export async function objectYaml(object: KubeObject): Promise<ObjectText> {
  const { stringify } = await import('yaml');
  const { apiVersion, kind, ...parts } = object;
  const { managedFields, ...metadata } = object.metadata;
  const write = (value: unknown) => stringify(value, { lineWidth: 0 });
  return {
    yaml: write({ apiVersion, kind, ...parts, metadata }),
    managedFields:
      managedFields === undefined ? undefined : write({ managedFields }),
  };
}
