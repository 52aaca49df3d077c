import { linkPhoneContract } from './contract-suite.ts';
import { startLink } from './link-door.ts';

const environment = await startLink();

describe('linkPhone over a WebSocket keeps the law of phone.ts', () => {
  linkPhoneContract(environment, 'websocket');
});

describe('linkPhone over long polling keeps the law of phone.ts', () => {
  linkPhoneContract(environment, 'poll');
});
