export { PermissionTable } from './PermissionTable';
