import MuiLink, { type LinkProps } from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import { linkColor } from '../../theme';

export interface TextLinkProps
  extends Pick<LinkProps, 'children' | 'sx' | 'aria-label'> {
  /** A path of the portal, or an address elsewhere, which opens in a tab of its own. */
  to: string;
}

/** A link in the portal's colour. */
export function TextLink(props: TextLinkProps) {
  const { to, sx, ...rest } = props;
  const style = [{ color: linkColor }, ...(Array.isArray(sx) ? sx : [sx])];
  return /^https?:\/\//.test(to) ? (
    <MuiLink
      href={to}
      target="_blank"
      rel="noopener noreferrer"
      sx={style}
      {...rest}
    />
  ) : (
    <MuiLink component={RouterLink} to={to} sx={style} {...rest} />
  );
}
