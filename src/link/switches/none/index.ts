export { createNoPhoneSystem, type NoPhoneSystemOptions } from './no-phone-system.ts';
