/**
 * Fakes, and the contract every phone must pass. For tests of connectors, desktops and user interfaces, in any framework.
 * @module
 */
export type { FakeServer } from './fake-phone/fake-connection.ts';
export type { FakeRequest, HeldRequest } from './fake-phone/fake-network.ts';
export { createFakePhone, type FakePhone, type FakePhoneOptions } from './fake-phone/fake-phone.ts';
export type { FakeScript } from './fake-phone/fake-script.ts';
export { type PhoneContractCase, type PhoneContractOptions, phoneContract } from './phone-contract.ts';
export { type FarEndCall, type FarEndEnding, type FarEndName, type PhoneRig, type RigAbility, rigAbilities } from './phone-rig.ts';
