import type { ReactNode } from 'react';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { AccessPermission } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { permissionText } from '../../logic/permissionText';
import { MONOSPACE } from '../../theme';
import { tableStyles } from '../DataTable';

export interface PermissionTableProps {
  label: string;
  permissions: readonly AccessPermission[];
  /** They are granted; what is missing costs something. */
  granted: boolean;
  /** What rests on one. */
  costs(permission: AccessPermission): ReactNode;
}

/** Permissions by what needs them. */
export function PermissionTable(props: PermissionTableProps) {
  const { label, permissions, granted, costs } = props;
  const t = useText();
  return (
    <TableContainer sx={{ border: 1, borderColor: 'divider', borderRadius: 1 }}>
      <Table
        aria-label={label}
        sx={{ ...tableStyles, tableLayout: 'fixed', '& td': { fontSize: 13 } }}
      >
        <TableHead>
          <TableRow>
            <TableCell sx={{ width: '36%' }}>
              {t(granted ? 'access.column.mayGranted' : 'access.column.may')}
            </TableCell>
            <TableCell sx={{ width: '18%' }}>
              {t('access.column.where')}
            </TableCell>
            <TableCell>
              {t(granted ? 'access.column.needs' : 'access.column.costs')}
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {permissions.map(permission => {
            const text = permissionText(permission);
            return (
              <TableRow key={`${text} ${permission.namespace}`}>
                <TableCell
                  sx={{
                    fontFamily: MONOSPACE,
                    fontSize: '12.5px !important',
                    overflowWrap: 'anywhere !important',
                  }}
                >
                  {text}
                </TableCell>
                <TableCell>
                  {permission.namespace ?? t('access.everywhere')}
                </TableCell>
                <TableCell>{costs(permission)}</TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
