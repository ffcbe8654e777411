import SvgIcon, { type SvgIconProps } from '@mui/material/SvgIcon';

/** The plugin's icon: a card with two chips. */
export function GpuIcon(props: SvgIconProps) {
  return (
    <SvgIcon {...props}>
      <path d="M4 5h16v12H4zm2 2v8h12V7zm2 2h3v4H8zm5 0h3v4h-3zM6 18h2v2H6zm4 0h2v2h-2z" />
    </SvgIcon>
  );
}
