const KEY = 'runai-portal.start-token';
const IN_ADDRESS = /^#token=([\w-]+)$/;

/**
 * The token of the portal's start: that of the address that was opened, which is taken out of the address and kept for other tabs
 * and for reloading, else the one that was kept.
 */
export function startToken(): string | undefined {
  const { hash, pathname, search } = window.location;
  const given = IN_ADDRESS.exec(hash)?.[1];
  if (given) {
    window.localStorage.setItem(KEY, given);
    window.history.replaceState(window.history.state, '', pathname + search);
  }
  return given ?? window.localStorage.getItem(KEY) ?? undefined;
}
