/** Takes an image reference apart; a port of the registry is no tag, and a digest is not looked at. */
export function parseImage(reference: string) {
  const [name] = reference.split('@', 2);
  const slash = name.lastIndexOf('/');
  const colon = name.lastIndexOf(':');
  const hasTag = colon > slash;
  const repository = hasTag ? name.slice(0, colon) : name;
  return {
    /** Registry and path, e.g. `nvcr.io/nvidia/driver`. */
    repository,
    /** The last part of the path, e.g. `driver`. */
    basename: repository.slice(repository.lastIndexOf('/') + 1),
    tag: hasTag ? name.slice(colon + 1) : undefined,
  };
}

/**
 * The version at the head of an image's tag: `v3.14.0-distroless` and `595.91.07-ubuntu22.04` give `3.14.0` and `595.91.07`.
 *
 * @returns undefined for `latest`, a commit, a digest: nothing is guessed.
 */
export function imageVersion(reference = ''): string | undefined {
  const { tag = '' } = parseImage(reference);
  return /^v?(\d+(?:\.\d+){1,3})(?![\d.])/.exec(tag)?.[1];
}

/**
 * The registry that an image reference names, e.g. `registry.corp.example:5000`.
 *
 * @returns undefined where it names none, as `jupyter/scipy-notebook` does: a runtime takes Docker Hub, or what it is configured with.
 */
export function registryOf(reference: string): string | undefined {
  const slash = reference.indexOf('/');
  const first = reference.slice(0, Math.max(slash, 0)).toLowerCase();
  return first === 'localhost' || /[.:]/.test(first) ? first : undefined;
}
