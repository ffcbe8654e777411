import { narrowSidebar } from './narrowSidebar';

describe('narrowSidebar', () => {
  beforeEach(() => window.localStorage.clear());

  it('starts with the sidebar narrow', () => {
    narrowSidebar();
    expect(window.localStorage.getItem('sidebarPinState')).toBe('false');
  });

  it('leaves a sidebar that somebody has pinned open as it is', () => {
    window.localStorage.setItem('sidebarPinState', 'true');
    narrowSidebar();
    expect(window.localStorage.getItem('sidebarPinState')).toBe('true');
  });
});
