import Box from '@mui/material/Box';
import type { Remediation as RemediationData } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { CopyBlock } from '../CopyBlock';
import { TextWithCode } from '../TextWithCode';
import { TextLink } from '../TextLink';

export interface RemediationProps {
  remediation: RemediationData;
  /** Where room is short; the rest stands with the check. */
  firstCommandOnly?: boolean;
}

/** Who does what about it, with the commands to copy. */
export function Remediation(props: RemediationProps) {
  const { remediation, firstCommandOnly } = props;
  const t = useText();
  const commands = firstCommandOnly
    ? remediation.commands.slice(0, 1)
    : remediation.commands;
  return (
    <Box sx={{ color: 'text.primary', fontSize: 13 }}>
      <Box component="span" sx={{ fontWeight: 'fontWeightBold' }}>
        {t(`owner.${remediation.owner}`)}:
      </Box>{' '}
      <TextWithCode text={remediation.text} />
      {commands.map(command => (
        <CopyBlock key={command} text={command} />
      ))}
      {!firstCommandOnly && remediation.docs.length > 0 && (
        <Box
          sx={{
            mt: 1,
            fontSize: 12,
            display: 'flex',
            flexWrap: 'wrap',
            gap: 1.5,
          }}
        >
          {remediation.docs.map(({ title, url }) => (
            <TextLink key={url} to={url}>
              {title}
            </TextLink>
          ))}
        </Box>
      )}
    </Box>
  );
}
