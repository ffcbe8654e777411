import MuiLink, { type LinkProps } from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import { linkColor } from '../../theme';

export interface TextLinkProps
  extends Pick<LinkProps, 'children' | 'sx' | 'aria-label'> {
  /** A path of the portal, or an address elsewhere, which opens in a tab of its own. */
  to: string;
  /** Underlined only when pointed at: for links that stand alone, not within a sentence. */
  quiet?: boolean;
}

/** A link in the portal's colour. */
export function TextLink(props: TextLinkProps) {
  const { to, sx, quiet, ...rest } = props;
  const underline = quiet ? 'hover' : 'always';
  const style = [{ color: linkColor }, ...(Array.isArray(sx) ? sx : [sx])];
  return /^https?:\/\//.test(to) ? (
    <MuiLink
      href={to}
      underline={underline}
      target="_blank"
      rel="noopener noreferrer"
      sx={style}
      {...rest}
    />
  ) : (
    <MuiLink
      component={RouterLink}
      to={to}
      underline={underline}
      sx={style}
      {...rest}
    />
  );
}
