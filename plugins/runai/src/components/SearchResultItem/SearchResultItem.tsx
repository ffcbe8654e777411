import Box from '@mui/material/Box';
import type { ResultHighlight } from '@backstage/plugin-search-common';
import { HighlightedSearchResultText } from '@backstage/plugin-search-react';
import type { ReactNode } from 'react';
import { GpuIcon } from '../GpuIcon';
import { TextLink } from '../TextLink';

/** What the search found, and where. */
export interface SearchResultItemProps {
  title: string;
  text: string;
  to: string;
  highlight?: ResultHighlight;
  tags?: ReactNode;
}

/** What the search found, with what was looked for marked in it. */
export function SearchResultItem(props: SearchResultItemProps) {
  const { title, text, to, highlight, tags } = props;
  const marked = (field: string, plain: string) => {
    const found = highlight?.fields[field];
    return highlight && found ? (
      <HighlightedSearchResultText
        text={found}
        preTag={highlight.preTag}
        postTag={highlight.postTag}
      />
    ) : (
      plain
    );
  };
  return (
    <Box
      sx={{ display: 'flex', gap: 4, py: 1, minWidth: 0, typography: 'body2' }}
    >
      <Box sx={{ color: 'text.secondary', pt: 0.25 }} aria-hidden>
        <GpuIcon />
      </Box>
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <TextLink quiet to={to} sx={{ typography: 'h6' }}>
          {marked('title', title)}
        </TextLink>
        <Box sx={{ color: 'text.secondary', my: 0.5 }}>
          {marked('text', text)}
        </Box>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>{tags}</Box>
      </Box>
    </Box>
  );
}
