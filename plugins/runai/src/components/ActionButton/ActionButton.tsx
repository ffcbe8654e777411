import Button, { type ButtonProps } from '@mui/material/Button';

export interface ActionButtonProps
  extends Pick<
    ButtonProps,
    'children' | 'disabled' | 'onClick' | 'aria-expanded'
  > {
  /** The one action that a page is for. */
  primary?: boolean;
}

/** The buttons of all pages: small, in sentence case, quiet unless primary. */
export function ActionButton(props: ActionButtonProps) {
  const { primary, ...rest } = props;
  return (
    <Button
      size="small"
      disableElevation
      variant={primary ? 'contained' : 'outlined'}
      color={primary ? 'primary' : 'inherit'}
      sx={{
        textTransform: 'none',
        fontSize: 13,
        lineHeight: 1.5,
        px: 1.5,
        whiteSpace: 'nowrap',
        ...(primary
          ? {}
          : { borderColor: 'divider', bgcolor: 'background.paper' }),
      }}
      {...rest}
    />
  );
}
