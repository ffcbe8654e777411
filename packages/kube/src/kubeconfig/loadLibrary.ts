/**
 * `@kubernetes/client-node`, when it is needed.
 *
 * @remarks It takes half a second and 65 MB to load. By `require`, which is what our files are compiled to, and which Node 20.19
 * and 22.12 allow for modules of this kind: a dynamic `import()` would not pass through jest's loader.
 */
export function loadLibrary(): typeof import('@kubernetes/client-node') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports, global-require -- loaded late on purpose
  return require('@kubernetes/client-node');
}
