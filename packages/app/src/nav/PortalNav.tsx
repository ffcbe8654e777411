import {
  Sidebar,
  SidebarDivider,
  SidebarItem,
  SidebarSpace,
} from '@backstage/core-components';
import type {
  NavContentComponentProps,
  NavContentNavItem,
} from '@backstage/plugin-app-react';

/** Pages in the order in which people need them; what other plugins bring comes after. */
const FIRST = ['page:home', 'page:runai', 'page:catalog'];
const LAST = ['page:search', 'page:user-settings'];

function NavItem({ href, icon, title }: NavContentNavItem) {
  return <SidebarItem to={href} icon={() => icon} text={title} />;
}

/** The sidebar: our pages and the catalog on top, search and settings at the bottom. */
export function PortalNav({ navItems }: NavContentComponentProps) {
  const nav = navItems.withComponent(NavItem);
  const first = FIRST.map(id => nav.take(id));
  const last = LAST.map(id => nav.take(id));
  return (
    <Sidebar>
      {first}
      {nav.rest({ sortBy: 'title' })}
      <SidebarSpace />
      <SidebarDivider />
      {last}
    </Sidebar>
  );
}
