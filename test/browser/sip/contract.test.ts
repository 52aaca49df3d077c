import { demoEnvironment } from './demo-environment.ts';
import { sipPhoneContract } from './suite.ts';

const environment = await demoEnvironment();

describe('sipPhone at the demo’s SIP server keeps the law of phone.ts', () => {
  sipPhoneContract(environment);
});
