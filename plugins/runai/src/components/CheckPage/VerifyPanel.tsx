import Box from '@mui/material/Box';
import type { CheckVerification } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { Panel } from '../Panel';
import { Place } from './Place';
import { Steps } from './Steps';

export interface VerifyPanelProps {
  verify?: CheckVerification;
}

/** How a person sees the same, with commands to copy. */
export function VerifyPanel(props: VerifyPanelProps) {
  const { verify } = props;
  const t = useText();
  if (!verify) {
    return (
      <Panel title={t('checkPage.verify')}>
        <Box sx={{ color: 'text.secondary' }}>{t('checkPage.noVerify')}</Box>
      </Panel>
    );
  }
  return (
    <Panel title={t('checkPage.verify')} note={t('checkPage.verifyNote')}>
      <Box sx={{ fontSize: 13 }}>
        <Steps text={verify.text} commands={verify.commands} />
        {verify.where.map(({ place, title, text, commands }) => (
          <Place key={place} title={title}>
            <Steps
              text={text === verify.text ? undefined : text}
              commands={commands}
            />
          </Place>
        ))}
      </Box>
    </Panel>
  );
}
