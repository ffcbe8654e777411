import Box from '@mui/material/Box';
import type {
  DocLink,
  RemediationOwner,
} from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { commandToFillIn } from '../../logic/sentenceTokens';
import { CopyBlock } from '../CopyBlock';
import { SentenceTemplate } from '../SentenceTemplate';
import { TextLink } from '../TextLink';

export interface StepsProps {
  /** Who does it. */
  owner?: RemediationOwner;
  text?: string;
  commands: readonly string[];
  docs?: readonly DocLink[];
}

/** What is to be done or looked at, before a cluster gives it names: by whom, with which commands, and where to read on. */
export function Steps(props: StepsProps) {
  const { owner, text, commands, docs = [] } = props;
  const t = useText();
  return (
    <>
      {owner && (
        <Box component="span" sx={{ fontWeight: 'fontWeightBold' }}>
          {t(`owner.${owner}`)}:{' '}
        </Box>
      )}
      {text && <SentenceTemplate whole template={text} />}
      {commands.map(command => (
        <CopyBlock key={command} text={commandToFillIn(command)} />
      ))}
      {docs.length > 0 && (
        <Box
          sx={{
            mt: 1,
            fontSize: 12,
            display: 'flex',
            flexWrap: 'wrap',
            columnGap: 1.5,
          }}
        >
          {docs.map(({ title, url }) => (
            <TextLink key={url} to={url}>
              {title}
            </TextLink>
          ))}
        </Box>
      )}
    </>
  );
}
