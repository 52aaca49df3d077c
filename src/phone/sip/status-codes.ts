/** Final answers we give, RFC 3261 §21. */
export const TEMPORARILY_UNAVAILABLE = 480;
export const BUSY_HERE = 486;
/** To all devices of the agent: nobody here wants this call. */
export const DECLINE = 603;
