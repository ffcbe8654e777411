import Box from '@mui/material/Box';
import { useText } from '../../hooks/useText';
import { sentenceTokens } from '../../logic/sentenceTokens';
import { MONOSPACE } from '../../theme';

export interface SentenceTemplateProps {
  /** As a check declares it, with placeholders and parts in brackets. */
  template: string;
  /** With every part that may be left out, and every alternative. */
  whole?: boolean;
}

/** What a check may say, before a cluster gives it names and numbers. */
export function SentenceTemplate(props: SentenceTemplateProps) {
  const { template, whole = false } = props;
  const t = useText();
  return (
    <>
      {sentenceTokens(template, whole).map((token, index) => {
        if (token.kind === 'or') {
          return (
            <Box
              key={index}
              component="span"
              sx={{ color: 'text.secondary', fontStyle: 'italic' }}
            >
              {token.long ? <br /> : ' '}
              {t('template.or')}{' '}
            </Box>
          );
        }
        const sx = {
          ...(token.code && { fontFamily: MONOSPACE, fontSize: '0.93em' }),
          ...(token.optional && { color: 'text.secondary' }),
        };
        return token.kind === 'value' ? (
          <Box key={index} component="var" sx={{ fontStyle: 'italic', ...sx }}>
            {token.name}
          </Box>
        ) : (
          <Box key={index} component={token.code ? 'code' : 'span'} sx={sx}>
            {token.text}
          </Box>
        );
      })}
    </>
  );
}
