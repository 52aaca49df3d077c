/** Calls that somebody else announces, beside those of the phone system. */
export { type Announce, type Announced, type AnnouncedState, type Announcement, announcementSchema } from './announcement.ts';
export { type AnnouncingSwitch, createAnnouncements } from './announcements.ts';
export { type AnnouncementsConfig, announcementsConfigSchema } from './config.ts';
