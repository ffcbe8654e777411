import Box from '@mui/material/Box';
import { useText } from '../../hooks/useText';
import { saveFile } from '../../logic/saveFile';
import { ActionButton } from '../ActionButton';
import { CopyBlock } from '../CopyBlock';
import { Panel } from '../Panel';

export interface ManifestPanelProps {
  cluster: string;
  /** YAML. */
  manifest: string;
}

/** The least roles that grant what is needed, to be applied. */
export function ManifestPanel(props: ManifestPanelProps) {
  const { cluster, manifest } = props;
  const t = useText();
  return (
    <Panel
      title={t('access.manifest')}
      action={
        <ActionButton
          onClick={() => saveFile(`runai-portal-${cluster}.yaml`, manifest)}
        >
          {t('access.download')}
        </ActionButton>
      }
    >
      <Box sx={{ fontSize: 13, color: 'text.secondary' }}>
        {t('access.manifestText')}
      </Box>
      <CopyBlock
        text={manifest.replace(/\n$/, '')}
        label={t('access.copyManifest')}
      />
    </Panel>
  );
}
