/**
 * `ringframe/link`: the CTI link, one Node process between a phone system and its softphones. The command `ringframe-link` starts it too.
 * @module
 */

// what a phone system tells of a line
export type { LineEvent, LineSnapshot } from '../phone/link/wire.ts';
// starting a link, what it is told, and the law of a phone system for who connects another one (`Switch`)
export type { AnnouncementsConfig } from './announcements/index.ts';
export type { ApiClientConfig, ApiConfig, Scope, WebhookConfig } from './api/config.ts';
// what the API tells, and how a receiver of webhooks and questions knows that they are the link's
export type { EventData, EventType, LinkEvent } from './api/event.ts';
export type { GatewayConfig, HttpConfig, LinkConfig, LogConfig, TokenConfig } from './config.ts';
export type { DialPlanDefinition } from './dial-plan/index.ts';
export type { ListenerAgents, ListenerConfig } from './listener/config.ts';
export type { ConnectionNews, RouteDecision, RouteOutcome, RouteReason } from './news.ts';
export type { RoutePointConfig, RoutingConfig } from './routing/config.ts';
export type { Decider, RouteQuestion } from './routing/decider.ts';
export { type ReceivedMessage, verifyWebhook } from './signed-message.ts';
export { type Link, type LinkSurroundings, startLink } from './start-link.ts';
export type { RouteRequest, Switch, SwitchEvents, SwitchStatus } from './switch.ts';

// phone systems
export * from './switches/none/index.ts';
export * from './switches/simulator/index.ts';
