/** Where Backstage's sidebar keeps whether it is pinned open. */
const KEY = 'sidebarPinState';

/** Starts with the sidebar narrow, as tables need the width; whoever pins it open keeps it so. */
export function narrowSidebar(storage: Storage = window.localStorage): void {
  if (storage.getItem(KEY) === null) {
    storage.setItem(KEY, JSON.stringify(false));
  }
}
