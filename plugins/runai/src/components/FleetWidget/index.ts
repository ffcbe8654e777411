export { FleetWidget } from './FleetWidget';
