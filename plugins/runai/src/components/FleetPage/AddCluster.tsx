import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId } from 'react';
import { ActionButton } from '../ActionButton';
import { useText } from '../../hooks/useText';
import { focusRing } from '../../theme';
import { CopyBlock } from '../CopyBlock';
import { Panel } from '../Panel';

/** How a cluster comes into a portal, as it stands in its configuration; a `source` is one that not every portal has. */
const WAYS = [
  {
    id: 'kubeconfig',
    source: 'kubeconfig',
    snippet:
      'runai:\n  sources:\n    - type: kubeconfig\n      path: ./kubeconfig\n',
  },
  {
    id: 'kubernetes',
    source: 'kubernetes',
    snippet:
      'runai:\n  sources:\n    - type: kubernetes\n    - type: catalog\n  clusters:\n    - name: gpu-prod\n      credentials:\n        tokenFile: ./gpu-prod.token\n        server: https://gpu-prod.example:6443\n',
  },
  {
    id: 'settings',
    source: undefined,
    snippet:
      'runai:\n  clusters:\n    - name: gpu-prod\n      environment: production\n      mode: cloud\n      owner: group:default/ml-platform\n',
  },
  {
    id: 'demo',
    source: 'demo',
    snippet: 'runai:\n  sources:\n    - type: demo\n',
  },
] as const;

export interface AddClusterProps {
  /** Of the sources that this portal can be given. */
  sourceTypes: readonly string[];
}

function Ways(props: AddClusterProps) {
  const t = useText();
  const ways = WAYS.filter(
    ({ source }) => !source || props.sourceTypes.includes(source),
  );
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      {ways.map(({ id, snippet }) => (
        <div key={id}>
          <Box
            component="h3"
            sx={{ m: 0, fontSize: 14, fontWeight: 'fontWeightBold' }}
          >
            {t(`add.${id}.title`)}
          </Box>
          <Box sx={{ color: 'text.secondary' }}>{t(`add.${id}.text`)}</Box>
          <CopyBlock text={snippet} label={t('copy.configuration')} />
        </div>
      ))}
    </Box>
  );
}

/** What an empty fleet shows: how a cluster comes into it. */
export function AddCluster(props: AddClusterProps) {
  const t = useText();
  return (
    <Panel title={t('add.empty')} note={t('add.note')}>
      <Ways {...props} />
    </Panel>
  );
}

export interface AddClusterDialogProps extends AddClusterProps {
  open: boolean;
  onClose(): void;
}

/** The same, for a fleet that has clusters. */
export function AddClusterDialog(props: AddClusterDialogProps) {
  const { open, onClose, sourceTypes } = props;
  const t = useText();
  const id = useId();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      aria-labelledby={id}
      sx={focusRing}
      maxWidth="sm"
      fullWidth
    >
      <DialogTitle id={id}>{t('fleet.add')}</DialogTitle>
      <DialogContent>
        <Box sx={{ mb: 2, color: 'text.secondary' }}>{t('add.note')}</Box>
        <Ways sourceTypes={sourceTypes} />
      </DialogContent>
      <DialogActions>
        <ActionButton onClick={onClose}>{t('add.close')}</ActionButton>
      </DialogActions>
    </Dialog>
  );
}
