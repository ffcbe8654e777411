export { FleetFrame, type FleetFrameProps } from './FleetFrame';
