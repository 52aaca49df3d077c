/** Caps of the softphone layout, of pop rules, and of what they add to a search. Counts of items unless a name says otherwise. */

/** Kinds of records in one layout section or search. CRMs have dozens that agents meet. */
export const MAX_OBJECT_TYPES = 50;
/** Fields of one kind of record that are shown or asked for. */
export const MAX_OBJECT_FIELDS = 100;
/** API names of objects and fields, in UTF-16 units: Salesforce allows 80, with namespaces; some CRMs use GUIDs or paths. */
export const MAX_API_NAME_LENGTH = 255;
/** Characters of all objects and fields together, so that the three sections of a layout fit into one message. */
export const MAX_OBJECTS_LENGTH = 32_000;
/** Fields a search asks to be equal. A person writes these. */
export const MAX_WHERE_FIELDS = 20;

/** Rules of one CRM. Administrators keep a few dozen. */
export const MAX_RULES = 200;
/** Of one rule, each. */
export const MAX_RULE_CONDITIONS = 20;
export const MAX_RULE_SEARCHES = 20;
export const MAX_RULE_ACTIONS = 20;
/** Values of one `oneOf`, for example the queues of a department. */
export const MAX_RULE_VALUES = 200;
