/** `1:23`: for how long somebody spoke. */
export const spokenFor = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
