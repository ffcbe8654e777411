import {
  Sidebar,
  SidebarDivider,
  SidebarItem,
  SidebarSpace,
} from '@backstage/core-components';
import { RequirePermission } from '@backstage/plugin-permission-react';
import { taskCreatePermission } from '@backstage/plugin-scaffolder-common/alpha';
import type {
  NavContentComponentProps,
  NavContentNavItem,
} from '@backstage/plugin-app-react';

/** Pages in the order in which people need them; what other plugins bring comes after. */
const FIRST = ['page:home', 'page:runai', 'page:catalog'];
/** The templates, for whoever may run one. */
const TEMPLATES = 'page:scaffolder';
const LAST = ['page:search', 'page:user-settings'];

function NavItem({ href, icon, title }: NavContentNavItem) {
  return <SidebarItem to={href} icon={() => icon} text={title} />;
}

/**
 * The sidebar: our pages and the catalog on top, search and settings at the bottom. What somebody may do nothing with is left out;
 * whoever comes to its address even so is told why there.
 */
export function PortalNav({ navItems }: NavContentComponentProps) {
  const nav = navItems.withComponent(NavItem);
  const first = FIRST.map(id => nav.take(id));
  const templates = nav.take(TEMPLATES);
  const last = LAST.map(id => nav.take(id));
  return (
    <Sidebar>
      {first}
      <RequirePermission permission={taskCreatePermission} errorPage={<></>}>
        {templates}
      </RequirePermission>
      {nav.rest({ sortBy: 'title' })}
      <SidebarSpace />
      <SidebarDivider />
      {last}
    </Sidebar>
  );
}
