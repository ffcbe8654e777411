import { useState } from 'react';
import Box from '@mui/material/Box';
import { useText } from '../../hooks/useText';
import { ActionButton } from '../ActionButton';
import { CopyBlock } from '../CopyBlock';

export interface AccountManifestProps {
  /** YAML. */
  manifest: string;
}

/** The account that a cluster needs, for who has none to test with yet. */
export function AccountManifest(props: AccountManifestProps) {
  const { manifest } = props;
  const t = useText();
  const [isShown, setShown] = useState(false);
  return (
    <Box>
      <ActionButton aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {t(isShown ? 'register.hideAccount' : 'register.noAccount')}
      </ActionButton>
      {isShown && (
        <Box sx={{ mt: 1 }}>
          <Box sx={{ fontSize: 13, color: 'text.secondary' }}>
            {t('register.accountText')}
          </Box>
          <CopyBlock
            text={manifest.replace(/\n$/, '')}
            label={t('register.copyAccount')}
          />
        </Box>
      )}
    </Box>
  );
}
