/** After this long everybody signs in again, however busy they were. */
export const SESSION_MAX_AGE_SECONDS = 7 * 24 * 60 * 60;

export const SESSION_IDLE_SECONDS = 12 * 60 * 60;
