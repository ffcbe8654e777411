import Button, { type ButtonProps } from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';

export interface ActionButtonProps
  extends Pick<ButtonProps, 'children' | 'onClick' | 'aria-expanded'> {
  /** The one action that a page is for. */
  primary?: boolean;
  /** Why it cannot be pressed now, told by its tooltip: it keeps the focus, so that whoever uses no pointer learns it too. */
  disabledReason?: string;
}

/** The buttons of all pages: small, in sentence case, quiet unless primary. */
export function ActionButton(props: ActionButtonProps) {
  const { primary, disabledReason, onClick, ...rest } = props;
  const isDisabled = disabledReason !== undefined;
  return (
    <Tooltip title={disabledReason ?? ''} describeChild enterTouchDelay={0}>
      <Button
        size="small"
        disableElevation
        disableRipple={isDisabled}
        variant={primary ? 'contained' : 'outlined'}
        color={primary ? 'primary' : 'inherit'}
        aria-disabled={isDisabled}
        onClick={isDisabled ? undefined : onClick}
        sx={{
          textTransform: 'none',
          fontSize: 13,
          lineHeight: 1.5,
          px: 1.5,
          whiteSpace: 'nowrap',
          ...(primary
            ? {}
            : { borderColor: 'divider', bgcolor: 'background.paper' }),
          '&&[aria-disabled=true]': {
            color: 'text.disabled',
            bgcolor: primary ? 'action.disabledBackground' : undefined,
            cursor: 'default',
          },
        }}
        {...rest}
      />
    </Tooltip>
  );
}
