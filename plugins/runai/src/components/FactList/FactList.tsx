import Box from '@mui/material/Box';
import { Fragment, type ReactNode } from 'react';

export interface FactListProps {
  facts: { key: string; title: ReactNode; value: ReactNode }[];
  /** Width of the column of titles in pixels; 118 where absent. */
  titleWidth?: number;
}

/** Names and values side by side. */
export function FactList(props: FactListProps) {
  const { facts, titleWidth = 118 } = props;
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: `${titleWidth}px minmax(0, 1fr)`,
        columnGap: 1.25,
        rowGap: 0.875,
        m: 0,
        fontSize: 13,
        overflowWrap: 'anywhere',
        '& dt': { color: 'text.secondary' },
        '& dd': { m: 0, minWidth: 0 },
      }}
    >
      {facts.map(({ key, title, value }) => (
        <Fragment key={key}>
          <dt>{title}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </Box>
  );
}
