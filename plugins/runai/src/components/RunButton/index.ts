export { RunButton, type RunButtonProps } from './RunButton';
