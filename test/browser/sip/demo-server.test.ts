import { callsSuite } from './calls-suite.ts';
import { connectionSuite } from './connection-suite.ts';
import { demoEnvironment } from './demo-environment.ts';
import { soundSuite } from './sound-suite.ts';

const environment = await demoEnvironment();

describe('sipPhone at the demo’s SIP server', () => {
  describe('sound', () => soundSuite(environment));
  describe('calls', () => callsSuite(environment));
  describe('connection', () => connectionSuite(environment));
});
