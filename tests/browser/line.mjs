/** The line that the journeys edit: dear, and reached by many, so that a change shows everywhere. */
export const LINE = "6 months in accommodation";
