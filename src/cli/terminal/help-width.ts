/** Help is laid out for so many columns where nobody shows it, and for no more on a terminal. */
export const WIDEST_HELP = 110;

/** How wide help may be on this stream. */
export const helpWidth = ({ columns }: { readonly columns?: number | undefined }): number => Math.min(columns === undefined || columns === 0 ? WIDEST_HELP : columns, WIDEST_HELP);
