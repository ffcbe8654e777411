export {
  profileHeadSchema,
  profileSchema,
  type Profile,
  type ProvisionerCapability,
} from './profile';
export { provisionerSchema } from './provisioner';
