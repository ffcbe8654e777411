export { checks } from './checks';
export { companyChecksModule as default } from './module';
