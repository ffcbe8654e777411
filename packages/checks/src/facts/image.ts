/** A reference to a container image, in its parts; a digest is not looked at. */
interface ImageReference {
  /** Registry and path, e.g. `nvcr.io/nvidia/driver`. */
  readonly repository: string;
  /** The last part of the path, e.g. `driver`. */
  readonly basename: string;
  readonly tag?: string;
}

/** Takes an image reference apart; a port of the registry is no tag. */
export function parseImage(reference: string): ImageReference {
  const [name] = reference.split('@', 2);
  const slash = name.lastIndexOf('/');
  const colon = name.lastIndexOf(':');
  const hasTag = colon > slash;
  const repository = hasTag ? name.slice(0, colon) : name;
  return {
    repository,
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
