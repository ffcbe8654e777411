import Box from '@mui/material/Box';
import type { CheckInfo } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { permissionText } from '../../logic/permissionText';
import { MONOSPACE } from '../../theme';
import { Panel } from '../Panel';

export interface ReadsPanelProps {
  check: CheckInfo;
}

/** What the portal's account must be allowed to do for a check. */
export function ReadsPanel(props: ReadsPanelProps) {
  const { permissions, paths } = props.check;
  const t = useText();
  const code = { fontFamily: MONOSPACE, fontSize: 12.5 };
  return (
    <Panel title={t('checkPage.permissions')}>
      {permissions.length === 0 && paths.length === 0 && (
        <Box sx={{ fontSize: 13, color: 'text.secondary' }}>
          {t('checkPage.noPermissions')}
        </Box>
      )}
      <Box
        component="ul"
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0,
          display: 'grid',
          gap: 0.5,
          overflowWrap: 'anywhere',
        }}
      >
        {permissions.map(permission => {
          const text = permissionText(permission);
          const { namespace, names = [] } = permission;
          const which = [
            names.length > 0 &&
              t('checkPage.names', { names: names.join(', ') }),
            namespace && t('checkPage.inNamespace', { namespace }),
          ].filter(Boolean);
          return (
            <li key={`${text} ${namespace} ${names.join()}`}>
              <Box component="code" sx={code}>
                {text}
              </Box>
              {which.length > 0 && (
                <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
                  {which.join(' ')}
                </Box>
              )}
            </li>
          );
        })}
        {paths.map(path => (
          <li key={path}>
            <Box component="code" sx={code}>
              get {path}
            </Box>
          </li>
        ))}
      </Box>
    </Panel>
  );
}
