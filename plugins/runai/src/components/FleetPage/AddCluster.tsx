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

/** The sources that a portal can be given, each as it stands in its configuration. */
const WAYS = [
  {
    id: 'kubeconfig',
    snippet:
      'runai:\n  sources:\n    - type: kubeconfig\n      path: ./kubeconfig\n',
  },
  {
    id: 'settings',
    snippet:
      'runai:\n  clusters:\n    - name: gpu-prod\n      environment: production\n      mode: cloud\n      owner: group:default/ml-platform\n',
  },
  { id: 'demo', snippet: 'runai:\n  sources:\n    - type: demo\n' },
] as const;

function Ways() {
  const t = useText();
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      {WAYS.map(({ id, snippet }) => (
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
export function AddCluster() {
  const t = useText();
  return (
    <Panel title={t('add.empty')} note={t('add.note')}>
      <Ways />
    </Panel>
  );
}

export interface AddClusterDialogProps {
  open: boolean;
  onClose(): void;
}

/** The same, for a fleet that has clusters. */
export function AddClusterDialog(props: AddClusterDialogProps) {
  const { open, onClose } = props;
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
        <Ways />
      </DialogContent>
      <DialogActions>
        <ActionButton onClick={onClose}>{t('add.close')}</ActionButton>
      </DialogActions>
    </Dialog>
  );
}
