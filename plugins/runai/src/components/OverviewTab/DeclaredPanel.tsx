import Box from '@mui/material/Box';
import {
  INSTALL_MODES,
  type ClusterDetail,
  type InstallMode,
} from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { staleText } from '../../theme';
import { RelativeTime } from '../RelativeTime';
import { FactList } from '../FactList';
import { Panel } from '../Panel';
import { StateLabel } from '../StateLabel';

export interface DeclaredPanelProps {
  cluster: ClusterDetail;
}

/** Settings as they were declared, beside what was seen where that differs or nothing was declared. */
export function DeclaredPanel(props: DeclaredPanelProps) {
  const { settings, stale, observedAt } = props.cluster;
  const t = useText();
  const wordOf = (key: string, value: string) =>
    key === 'mode' && isMode(value) ? t(`mode.${value}`) : value;
  if (settings.length === 0) return null;
  return (
    <Panel
      title={t('declared.title')}
      note={stale && observedAt && <RelativeTime at={observedAt} as="ago" />}
    >
      <FactList
        facts={settings.map(
          ({ key, title, declared, detected, signal, differs }) => ({
            key,
            title,
            value: (
              <>
                {declared !== undefined ? (
                  wordOf(key, declared)
                ) : (
                  <Box component="span" sx={{ color: 'text.secondary' }}>
                    {t('declared.notDeclared')}
                  </Box>
                )}
                {differs && detected && (
                  <Box sx={{ fontSize: 12 }}>
                    <StateLabel of="check" state="warn" size={14}>
                      {t('declared.seen', { value: wordOf(key, detected) })}
                    </StateLabel>
                  </Box>
                )}
                {!differs && declared === undefined && detected && (
                  <Box sx={stale ? staleText : undefined}>
                    {t('declared.seen', { value: wordOf(key, detected) })}
                  </Box>
                )}
                {signal && (differs || declared === undefined) && (
                  <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
                    {signal}
                  </Box>
                )}
              </>
            ),
          }),
        )}
      />
    </Panel>
  );
}

function isMode(value: string): value is InstallMode {
  const modes: readonly string[] = INSTALL_MODES;
  return modes.includes(value);
}
