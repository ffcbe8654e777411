import Box from '@mui/material/Box';
import type { ClusterDetail } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { FactList } from '../FactList';
import { Panel } from '../Panel';
import { StateWord } from '../StateWord';

export interface DeclaredPanelProps {
  cluster: ClusterDetail;
}

/** Settings as they were declared, beside what was seen where that differs or nothing was declared. */
export function DeclaredPanel(props: DeclaredPanelProps) {
  const { settings } = props.cluster;
  const t = useText();
  if (settings.length === 0) return null;
  return (
    <Panel title={t('declared.title')}>
      <FactList
        facts={settings.map(
          ({ key, title, declared, detected, signal, differs }) => ({
            key,
            title,
            value: (
              <>
                {declared ?? (
                  <Box component="span" sx={{ color: 'text.secondary' }}>
                    {t('declared.notDeclared')}
                  </Box>
                )}
                {differs && detected && (
                  <Box sx={{ fontSize: 12 }}>
                    <StateWord of="check" state="warn" size={14}>
                      {t('declared.seen', { value: detected })}
                    </StateWord>
                  </Box>
                )}
                {!differs && declared === undefined && detected && (
                  <div>{t('declared.seen', { value: detected })}</div>
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
