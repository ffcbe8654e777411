/** The last part of an entity reference: `group:default/ml-platform` is called `ml-platform`. */
export function ownerName(owner: string): string {
  return owner.slice(
    Math.max(owner.lastIndexOf('/'), owner.lastIndexOf(':')) + 1,
  );
}

/** Where the catalog shows an entity; undefined where the owner is no full reference. */
export function catalogPath(owner: string): string | undefined {
  const [, kind, namespace, name] =
    /^([^:/]+):([^:/]+)\/([^:/]+)$/.exec(owner) ?? [];
  return name && `/catalog/${namespace}/${kind}/${name}`;
}
