/** The peripheral gateway: whether clients hear of the phone system, and what they are told when it goes and comes back. */
import { PgStatus } from '../codec/index.ts';
import { identityAt } from './call-messages.ts';
import type { Agent } from './model.ts';
import type { PeripheralGateway } from './server.ts';
import { systemEvent } from './system-events.ts';
import type { World } from './world.ts';

export interface Gateway extends PeripheralGateway {
  /** The gateway loses its peripheral: END_CALL_EVENT for each call, and nothing more is told. Calls and agents go on. */
  takeDown(): void;
  /** BEGIN_CALL_EVENT for each call there is now, and each agent's state. */
  bringUp(): void;
  setCentralController(isUp: boolean): void;
}

export const createGateway = (world: World): Gateway => {
  const { feeds, site, telephony, agents, turns } = world;
  let isDown = false;
  /** Who was logged in when clients last heard. */
  let known = new Set<Agent>();
  let isControllerUp = true;

  const loggedIn = () => new Set([...site.agents.values()].filter(({ device }) => device));

  const self: Gateway = {
    get isDown() {
      return isDown;
    },
    get isPeripheralOnline() {
      return !isDown;
    },
    get status() {
      return (isDown ? PgStatus.PGS_PERIPHERAL_OFFLINE : 0) | (isControllerUp ? 0 : PgStatus.PGS_CC_DOWN);
    },
    takeDown() {
      if (isDown) return;
      turns.turn(() => {
        isDown = true;
        known = loggedIn();
        feeds.tellEverybody(systemEvent({ pg: self, world }, 'SYS_PERIPHERAL_OFFLINE', site.peripheralId));
        for (const call of telephony.calls.values()) {
          for (const { party } of call.connections) if (party.device) feeds.tellDevice(party.device, telephony.messages.ended(call, identityAt(party.device)));
          telephony.tellWhole(call, telephony.messages.ended(call, call.identity));
        }
        feeds.silent = true;
      });
    },
    bringUp() {
      if (!isDown) return;
      turns.turn(() => {
        isDown = false;
        feeds.silent = false;
        feeds.tellEverybody(systemEvent({ pg: self, world }, 'SYS_PERIPHERAL_ONLINE', site.peripheralId));
        for (const call of telephony.calls.values()) {
          telephony.tellWhole(call, telephony.messages.began(call, call.identity));
          for (const { party } of call.connections) if (party.device) feeds.tellDevice(party.device, telephony.messages.began(call, identityAt(party.device)));
        }
        for (const agent of new Set([...known, ...loggedIn()])) agents.tellAgain(agent);
      });
    },
    setCentralController(isUp) {
      if (isUp === isControllerUp) return;
      turns.turn(() => {
        isControllerUp = isUp;
        feeds.tellEverybody(systemEvent({ pg: self, world }, isUp ? 'SYS_CENTRAL_CONTROLLER_ONLINE' : 'SYS_CENTRAL_CONTROLLER_OFFLINE'));
      });
    },
  };
  return self;
};
