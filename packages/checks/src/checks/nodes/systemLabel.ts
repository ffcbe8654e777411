/**
 * What `kubectl label` takes to make a node match a selector, and the key of it; a selector that is more than a key or an equality
 * is left to the reader.
 */
export function labelOf(selector: string) {
  const equality = /^([\w./-]+)(?:==?([\w.-]*))?$/.exec(selector);
  const [, key, value = 'true'] = equality ?? [];
  return key
    ? { key, label: `${key}=${value}` }
    : { key: 'KEY', label: 'KEY=VALUE' };
}
